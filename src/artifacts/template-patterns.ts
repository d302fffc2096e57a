/** Words by which a text acts against the person who talks. */
export interface Pattern {
  readonly why: string;
  readonly grave: boolean;
  readonly pattern: RegExp;
  /** Harmless where the words before say not to. */
  readonly negatable: boolean;
}

/** English. */
export const HARMFUL: readonly Pattern[] = [
  {
    why: 'to set aside what it was told by others',
    grave: true,
    negatable: true,
    pattern:
      /\b(?:ignore|disregard|forget|override|bypass|supersede)\b.{0,40}\b(?:previous|prior|above|earlier|all|any|other|user|users|user's|system|safety|their|these|your)\b.{0,40}\b(?:instructions?|rules?|guidelines?|prompts?|polic(?:y|ies)|messages?|requests?|restrictions?|wishes)\b/is,
  },
  {
    why: 'to hide something from the person who talks to it',
    grave: false,
    negatable: false,
    pattern:
      /\b(?:do not|don't|never|must not|should not|without)\s+(?:ever\s+)?(?:mention|reveal|disclos\w+|tell|telling|inform\w*|admit\w*|acknowledg\w+|report\w*|warn\w*|notify\w*|alert\w*|point(?:ing)?\s+out|draw(?:ing)?\s+attention\s+to)\b(?!.{0,50}\b(?:functions?|tools?)\b).{0,60}\b(?:this|these|that|the user|users?|anyone|instructions?|prompt|notes?|rules?|changes?|differences?|it|them|above)\b/is,
  },
  {
    why: 'to do something in secret',
    grave: true,
    negatable: true,
    pattern:
      /\b(?:secretly|covertly|stealthily|surreptitiously|(?:silently|quietly)\s+(?:add|insert|include|send|append|change|replace|call)\w*|without\s+(?:the\s+user|anyone|them|their)\b.{0,24}(?:know\w*|notic\w*|consent)|hidden from the user)\b/is,
  },
  {
    why: 'to send what is said somewhere else',
    grave: true,
    negatable: true,
    pattern:
      /\b(?:send|forward|post|upload|transmit|exfiltrat\w+|leak|e-?mail|submit|report)\b.{0,100}(?:https?:\/\/|\b[\w.]+@[\w-]+\.\w|\bto (?:the |an? )?(?:server|endpoint|attacker|webhook|address)\b)|\bexfiltrat\w+/is,
  },
  {
    why: 'to give away passwords or keys',
    grave: true,
    negatable: true,
    pattern:
      /\b(?:include|output|print|repeat|reveal|send|append|embed|collect|show|ask\w* for|request|extract|copy)\b.{0,60}\b(?:api[ _-]?keys?|passwords?|credentials?|private keys?|access tokens?|secret keys?|seed phrases?|ssh keys?|environment variables|\.env\b|credit card)/is,
  },
  {
    why: 'to weaken the code that it writes',
    grave: true,
    negatable: true,
    pattern:
      /\b(?:insecure|vulnerab(?:le|ility|ilities)|backdoors?|malicious|malware|weaken\w*|flaw(?:s|ed)?|subtle (?:bugs?|errors?))\b|verify\s*=\s*False|shell\s*=\s*True|\bcurl\b[^\n]{0,80}\|\s*(?:ba|z)?sh\b|\bdisabl\w+\b.{0,24}\b(?:tls|ssl|certificate|authentication|csrf|validation|verification|logging)\b|\bhard-?cod\w+\b.{0,30}\b(?:password|key|secret|token|credential)/is,
  },
  {
    why: 'to put one library in the place of another',
    grave: false,
    negatable: true,
    pattern:
      /\b(?:import|install|depend on|require|pull in|(?:pip|npm|conda|uv|cargo|go)\s+(?:install|add|get))\b[^.!?\n]{0,60}\b(?:instead of|rather than|in place of|in the place of|not the (?:usual|official))\b/is,
  },
  {
    why: 'to deceive the person who talks to it',
    grave: false,
    negatable: true,
    pattern:
      /\b(?:pretend (?:that|to|you)|lie (?:to|about)|deceiv\w+|mislead\w*|falsely|wrong (?:answer|number|result)s?|incorrect (?:answer|number|result)s?|false (?:answer|claim|information)s?|insist that|deny (?:that|any|having|knowledge))\b/is,
  },
  {
    why: 'to steer people to a product, a place or an opinion',
    grave: false,
    negatable: true,
    pattern:
      /\b(?:recommend|promot\w+|advertis\w+|endorse|favou?r|steer|point users?|direct users?|suggest)\b.{0,70}\b(?:only|always|our|product\w*|brand|compan(?:y|ies)|competitors?|purchase|buy|instead of|over|link|site|website|https?)\b|\b(?:always|only)\s+(?:recommend|promote|suggest|endorse|praise|criticis\w+|criticiz\w+)\b(?!\s+(?:(?:the|a|an|any|that|they|users?|to|best|safe\w*|secure|professional|medical|legal)\s+){0,4}(?:fix\w*|solutions?|mitigations?|remed\w+|patch\w*|practices?|alternatives?|doctors?|physicians?|experts?|professionals?|lawyers?|help|advice|consult\w*|seek\w*|updat\w+|test\w*)\b)|\b(?:visit|link to|go to|install|download)\b.{0,60}https?:\/\//is,
  },
  {
    why: 'to know no limits',
    grave: false,
    negatable: true,
    pattern:
      /\b(?:you|i|it|assistant|model)\b.{0,30}\b(?:ha(?:ve|s)|with|under|follow\w*|know\w*|observ\w+|need|are|is)\s+(?:bound by\s+)?(?:no|zero|not any|free (?:of|from)(?: any| all)?|without(?: any)?)\b.{0,24}\b(?:restrictions?|limits|filters?|guardrails?|censorship|moderation|ethics|(?:safety|ethical|moral|content)\s+\w+)\b|\b(?:safety|content|ethical|moral)\s+(?:rules?|guidelines?|polic(?:y|ies)|restrictions?|filters?)\s+(?:(?:do|does|are|is)\s+not|don't|doesn't|no longer|never)\s+(?:apply|applicable|exist|in (?:force|effect)|bind\w*)\b|\b(?:bypass|ignore|disable|lift|drop)\w*\s+(?:all|any|every|its|your|the)\s+(?:\w+\s+)?(?:restrictions?|guardrails?|filters?|safeguards?)\b|\bnever\s+(?:refuse|decline)\b|\bwithout\s+(?:any\s+)?(?:(?:safety|ethical|moral|content)\s+\w+|restrictions?|guardrails?|censorship)\b|\b(?:answer|comply with|obey|fulfil\w*)\s+(?:everything|anything|(?:any|every|all)\s+(?:questions?|requests?|demands?|orders?))\b.{0,40}\b(?:no matter|regardless|even if|without)\b/is,
  },
];
