import { printable } from '../../core/printable.ts';
import type { Severity } from '../../core/finding.ts';
import type { Requirement } from '../../formats/requirement.ts';
import type { Draft, Rule } from '../rule.ts';

export const requirementSourceRule: Rule = {
  id: 'requirement-source',
  title: 'A dependency comes from elsewhere than the usual index',
  severity: 'high',
  explanation:
    'Installing a package runs its code. Requirements can name a file or a repository by URL, or another index whose packages take the place of those of the same name. Checkouts of well-known hosts and the wheels of PyTorch are ordinary; connections without TLS and unknown servers are not.',
  advice: 'Find out who runs the server. Name packages of the usual index, pin versions and give --hash for each.',
  references: ['CWE-829', 'CWE-494', 'CWE-427', 'AML.T0010.001', 'LLM03:2025'],
  anomalies: {
    'requirements.limit': 'low',
    'requirements.unreadable': 'medium',
    'requirements.changed': 'medium',
    'requirements.truncated': 'medium',
    'requirements.malformed': 'medium',
    'requirements.unsupported': 'medium',
  },
  scope: 'part',
  formats: ['requirements', 'config-code'],
  *check(part): Generator<Draft> {
    const found = (part.structure as { requirements?: readonly Requirement[] } | undefined)?.requirements ?? [];
    const trusted = new Set(found.filter(({ kind }) => kind === 'trust').map(({ target }) => target));
    for (const requirement of found) {
      const judged = judge(requirement, trusted);
      if (judged === undefined) continue;
      yield {
        severity: judged.severity,
        confidence: 'high',
        message: `Line ${requirement.line} ${judged.what}: ${printable(withoutPassword(requirement.target), 200)}.`,
        evidence: [{ label: 'line', text: printable(withoutPassword(requirement.text), 200) }],
        line: requirement.line,
        key: `${requirement.kind}\0${withoutPassword(requirement.target)}`,
      };
    }
  },
};

/** Indexes and mirrors that many repositories name. */
const INDEXES =
  /(?:^|\.)(?:pypi\.org|python\.org|pythonhosted\.org|pytorch\.org|nvidia\.com|ngc\.nvidia\.com|vllm\.ai|flashinfer\.ai|pyg\.org|dgl\.ai|googleapis\.com|google\.com|github\.io|huggingface\.co|hf\.co|anaconda\.org|anaconda\.com|conda\.io|paddlepaddle\.org\.cn|aliyun\.com|tuna\.tsinghua\.edu\.cn|ustc\.edu\.cn|douban\.com|doubanio\.com|tencent\.com|huaweicloud\.com|sjtu\.edu\.cn|bfsu\.edu\.cn|modelscope\.cn|openmmlab\.com|intel\.com|amd\.com|jfrog\.io|databricks\.com|azure\.com|amazonaws\.com\.cn|llama-cpp-python\.github\.io)$/;
const HOSTS =
  /(?:^|\.)(?:github\.com|githubusercontent\.com|gitlab\.com|bitbucket\.org|huggingface\.co|hf\.co|gitee\.com|modelscope\.cn|openi\.org\.cn|codeberg\.org|pythonhosted\.org|pypi\.org|pytorch\.org|googleapis\.com|nvidia\.com|openmmlab\.com|dl\.fbaipublicfiles\.com|fbaipublicfiles\.com)$/;

interface Judged {
  readonly severity: Severity;
  readonly what: string;
}

function judge(requirement: Requirement, trusted: ReadonlySet<string>): Judged | undefined {
  const { kind, target, revision, hashed } = requirement;
  const place = placeOf(target);
  const open =
    place !== undefined && /^(?:http|ftp|git|git\+http|git\+git)$/.test(place.scheme) && !isLoopback(place.host);
  switch (kind) {
    case 'trust':
      return { severity: 'low', what: 'trusts a server without checking its certificate' };
    case 'nested':
      return place === undefined
        ? undefined
        : { severity: open ? 'high' : 'medium', what: 'takes a further list of dependencies from a server' };
    case 'path':
      if (/^(?:\/|~|[A-Za-z]:)/.test(target)) return { severity: 'low', what: 'installs from a place of the machine' };
      return /\.(?:whl|tar\.gz|zip)$/.test(target)
        ? { severity: 'low', what: 'installs a package that lies in the repository' }
        : undefined;
    case 'vcs':
      if (open || isAddress(place?.host))
        return { severity: 'high', what: 'installs a checkout over a connection that anyone on the way can change' };
      if (place !== undefined && !HOSTS.test(place.host))
        return { severity: 'medium', what: 'installs a checkout of a server that is not known' };
      return /^[0-9a-f]{7,40}$/.test(revision ?? '')
        ? { severity: 'info', what: 'installs a pinned checkout' }
        : { severity: 'low', what: 'installs a checkout at no particular commit, whose owner can change what runs' };
    default:
      return judgeUrl(kind, target, place, open || (place !== undefined && trusted.has(place.host)), hashed);
  }
}

function judgeUrl(
  kind: Requirement['kind'],
  target: string,
  place: { scheme: string; host: string } | undefined,
  open: boolean,
  hashed: boolean,
): Judged | undefined {
  if (place === undefined || place.scheme === 'file') {
    return /^(?:file:|\/)/.test(target) ? { severity: 'low', what: 'installs from a place of the machine' } : undefined;
  }
  const what = kind === 'url' ? 'installs a file from a server' : 'takes packages from another index';
  if (open || isAddress(place.host))
    return {
      severity: hashed ? 'medium' : 'high',
      what: `${what} over a connection or from a server that nobody vouches for`,
    };
  const known = kind === 'url' ? HOSTS.test(place.host) || INDEXES.test(place.host) : INDEXES.test(place.host);
  if (known) return { severity: 'info', what };
  return { severity: hashed ? 'low' : 'medium', what: `${what} that is not one of the usual` };
}

function placeOf(target: string): { scheme: string; host: string } | undefined {
  const found = /^([a-z][a-z+]*):\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]+)?/i.exec(target);
  if (found?.[1] !== undefined) return { scheme: found[1].toLowerCase(), host: (found[2] ?? '').toLowerCase() };
  const ssh = /^git@([^:]+):/.exec(target)?.[1];
  return ssh === undefined ? undefined : { scheme: 'git+ssh', host: ssh.toLowerCase() };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '127.0.0.1' || host === '[::1]';
const isAddress = (host: string | undefined): boolean =>
  host !== undefined && /^(?:\d+\.\d+\.\d+\.\d+|\[.*\])$/.test(host) && !isLoopback(host);

/** Credentials in a URL are not repeated. */
const withoutPassword = (text: string): string => text.replace(/(:\/\/)[^/@\s]+@/g, '$1…@');
