import type { WorkspaceKind } from './structure.ts';

/** By name, and where the name is one of many by what stands in it. */
export function kindOf(name: string, text: string): WorkspaceKind | undefined {
  const opens = /^\ufeff?\s*(?:\/[/*]|\{)/.test(text);
  switch (name.toLowerCase()) {
    case 'tasks.json':
      return opens && /"tasks"\s*:/.test(text) ? 'editor-tasks' : undefined;
    case 'devcontainer.json':
    case '.devcontainer.json':
      return opens ? 'container' : undefined;
    case 'package.json':
      return opens ? 'npm-package' : undefined;
    case '.gitmodules':
      return 'git-modules';
    case '.gitconfig':
      return 'git-config';
    case 'config':
      return /^\s*\[(?:core|include|filter|alias|remote)\b/m.test(text) ? 'git-config' : undefined;
    case 'mcp.json':
    case '.mcp.json':
    case 'mcp_config.json':
      return opens ? 'agent-tools' : undefined;
    case 'settings.json':
    case 'settings.local.json':
      if (!opens) return undefined;
      if (/"(?:mcpServers|hooks|apiKeyHelper)"\s*:/.test(text)) return 'agent-tools';
      return /"(?:\w+\.){1,4}\w+"\s*:/.test(text) ? 'editor-settings' : undefined;
    default:
      return /\.code-workspace$/i.test(name) && opens ? 'editor-tasks' : undefined;
  }
}
