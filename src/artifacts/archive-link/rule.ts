import type { Rule } from '../rule.ts';

export const archiveLinkRule: Rule = {
  id: 'archive-link',
  title: 'The archive holds links or devices',
  severity: 'high',
  explanation:
    'A symbolic or hard link inside an archive points at another file. Where it points outside of the archive, unpacking it lets a later member write there, or lets a loader read a file of the machine as if it belonged to the model. A device or a pipe can hang or change a machine. Links within the archive are usual in repositories and only noted.',
  advice: 'Do not unpack the archive with a tool that follows links. Ask for plain files.',
  references: ['CWE-59', 'CWE-61', 'CWE-22', 'LLM03:2025'],
  anomalies: {
    'seven-zip.link': 'medium',
    'tar.device': 'high',
    'tar.link': 'low',
    'tar.link-outside': 'high',
    'tar.through-link': 'medium',
    'zip.symlink': 'high',
  },
  scope: 'anomaly',
};
