/** Places where secrets are kept. */
const SECRET_FILE =
  /(?:^|[/\\~])\.ssh(?:$|[/\\])|(?:^|[/\\])id_(?:rsa|ed25519|ecdsa|dsa)$|(?:^|[/\\])\.aws(?:$|[/\\])|(?:^|[/\\])\.(?:netrc|git-credentials|pypirc|npmrc|pgpass|bash_history|zsh_history|gnupg|kube|docker)(?:$|[/\\])|huggingface[/\\](?:token|stored_tokens)|\.huggingface[/\\]token|(?:^|[/\\])etc[/\\](?:passwd|shadow|sudoers)|\/proc\/(?:self|\d+)\/(?:environ|mem)|gcloud[/\\](?:credentials|application_default)|application_default_credentials|\.config[/\\]gh[/\\]|Login Data|Cookies\.sqlite|logins\.json|key4\.db|wallet\.dat|\.azure[/\\]|(?:^|[/\\])\.env$|169\.254\.169\.254|metadata\.google\.internal|\/var\/run\/secrets\//i;

/** Places from which something runs by itself later. */
const AUTOSTART =
  /(?:^|[/\\~])\.(?:bashrc|zshrc|profile|bash_profile|bash_login|zprofile|xinitrc|xprofile)$|authorized_keys|(?:^|[/\\])etc[/\\](?:cron|init|systemd|rc\.local|profile|ld\.so)|systemd[/\\]user|\.config[/\\]autostart|LaunchAgents|LaunchDaemons|Start Menu[/\\]Programs[/\\]Startup|(?:site|user)customize\.py|site-packages[/\\].*\.pth?$|crontab|CurrentVersion\\Run|\.git[/\\]hooks|huggingface[/\\]modules[/\\]|(?:^|[/\\])\.ipython[/\\].*startup|(?:^|[/\\])\.condarc|pip\.conf$|\.vscode[/\\]tasks/i;

/** Names of environment variables that hold secrets. */
const SECRET_NAME =
  /(?:TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIAL|_PAT$|SESSION_KEY)(?!S?_?(?:ID|IZERS?|S?_PARALLELISM))/i;
const PLAIN_NAME = /TOKENIZER|TOKENS_|MAX_.*TOKENS?|NUM_.*TOKENS?|_TOKENS?_(?:LEN|SIZE|COUNT|LIMIT)/i;

/** Variables that decide what other programs load, run or trust. */
const STEERING =
  /^(?:LD_PRELOAD|LD_LIBRARY_PATH|LD_AUDIT|DYLD_INSERT_LIBRARIES|PYTHONPATH|PYTHONSTARTUP|PYTHONHOME|PYTHONINSPECT|BASH_ENV|HTTPS?_PROXY|ALL_PROXY|HF_ENDPOINT|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|SSL_CERT_FILE|PIP_INDEX_URL|PIP_EXTRA_INDEX_URL|GIT_SSH_COMMAND|TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD|PYTHONHTTPSVERIFY)$/i;

export const isSecretPlace = (text: string): boolean => text.length < 4096 && SECRET_FILE.test(text);
export const isAutostart = (text: string): boolean => text.length < 4096 && AUTOSTART.test(text);
export const isSecretName = (name: string): boolean =>
  name.length < 200 && SECRET_NAME.test(name) && !PLAIN_NAME.test(name);
export const isSteering = (name: string): boolean => STEERING.test(name);
