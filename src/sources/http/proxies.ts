/** As curl and pip read them; an empty text is no proxy. Undici would look into the environment of the process. */
export function proxies(env: NodeJS.ProcessEnv): { httpProxy: string; httpsProxy: string; noProxy: string } {
  const either = (name: string): string => env[name] || env[name.toUpperCase()] || '';
  return { httpProxy: either('http_proxy'), httpsProxy: either('https_proxy'), noProxy: either('no_proxy') };
}
