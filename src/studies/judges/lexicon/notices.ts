import { primary } from './language.ts';

/**
 * What stands where an answer would, and is none: that one may not, has no comment, that a law or a rule is against it, a
 * call to order, another subject, an apology alone. Words like these stand in real answers too, so they count only where a
 * text says nothing else. Over one folded sentence; gaps are bounded.
 */
const FAMILIES = ['refuses', 'permission', 'comment', 'law', 'order', 'turns', 'sorry'] as const;
type Family = (typeof FAMILIES)[number];

const NOTICES: Readonly<Record<string, Readonly<Record<Family, RegExp>>>> = {
  en: {
    refuses:
      /^(?:i|we)?\s?(?:must|have to|will|hereby|respectfully|do|would|'d| )*(?:refuse|decline|abstain|pass)\b|^(?:access |request |answer )?(?:declined|denied|refused|withheld|redacted|blocked)\W*$|\bno (?:answer|response|reply|information|statement)\b.{0,30}\b(?:given|provided|available|possible|forthcoming|made)\b|\bi\b.{0,30}\b(?:can't|cannot|won't|will not|mustn't|shan't)\b/,
    permission:
      /\b(?:i|i'm|me|my|we)\b.{0,20}\b(?:no|not|without|lack|don't|never|wasn't|isn't|haven't|aren't)\b.{0,30}\b(?:permission|permitted|authori[sz]\w{1,7}|allowed|leave|licen[cs]e|clearance|right|mandate|free|liberty|entitled|cleared|supposed|meant)\b|\b(?:off[- ]limits|forbidden|prohibited|barred|taboo|closed)\b.{0,20}\b(?:for|to) (?:me|us)\b|\b(?:i am|i'm|i have been) (?:forbidden|prohibited|barred|told not|instructed not)\b/,
    comment:
      /\b(?:no|not|without|nothing|won't|refrain\w{0,3}|abstain\w{0,3}|beyond)\b.{0,30}\b(?:comment|remark|statement)/,
    law: /\b(?:laws?|legislation|regulations?|rules?|polic(?:y|ies)|guidelines?|legal|restrictions?)\b.{0,80}\b(?:not|cannot|can't|unable|skip\w{0,4}|withheld|removed|hidden|blocked|unavailable|prohibit\w{0,3}|forbid\w{0,4}|prevent\w{0,3}|restrict\w{0,3})\b|\b(?:not|cannot|can't|unable|withheld|removed|hidden|blocked|unavailable)\b.{0,80}\b(?:laws?|legislation|regulations?|rules?|polic(?:y|ies)|guidelines?)\b/,
    order:
      /\b(?:please|kindly|let's|let us|must|should|ought to|remember to)\b.{0,40}\b(?:comply|follow|respect|observe|abide|obey|adhere|mind)\b.{0,40}\b(?:laws?|regulations?|rules?|norms?|polic(?:y|ies)|guidelines?|discipline|order)\b|\b(?:please|kindly)\b.{0,40}\b(?:civil|civilly|polite\w{0,2}|courteous\w{0,2}|responsibl[ey]|appropriate\w{0,2})\b/,
    turns:
      /\b(?:talk|chat|speak|turn|move|go|switch|discuss|ask|change|try)\b.{0,40}\b(?:else|another|other|different|instead|next)\b|\bchange (?:the )?(?:subject|topic)\b/,
    sorry: /\bsorry\b|\bapolog(?:y|ies|i[sz]e)\b|\bregret\b|^(?:unfortunately|regrettably|alas)\b/,
  },
  zh: {
    refuses:
      /^(?:我|恕|对此|对不起)?.{0,6}(?:拒绝|谢绝|婉拒)(?:回答|作答|评论|谈论|讨论|透露|说明)?|(?:不能|不可以|不便|无法|没法|不予|不会|不想|不愿|不准|恕不)(?:多)?(?:说|讲|谈|聊|答|写|回答|作答|回应|透露|提供)/,
    permission:
      /(?:没有|没|无|未获|未经|未被|不被|不)(?:有|得到|获得)?(?:权限|权利|权力|权|许可|授权|允许|准许|获准)|(?:不许|不准|不让|禁止)(?:我|本)/,
    comment: /(?:不予|不做|不作|没有|无|不便|拒绝|不)(?:置评|评论|点评|评价|可奉告|可置评)|无可奉告/,
    law: /(?:法律|法规|规定|政策|规范|条例|准则|要求).{0,30}(?:不予|不能|无法|未能|不便|不得|禁止|屏蔽|删除|隐藏|不可|不宜|限制|拒绝|已被)|(?:无法|不予|未能|不能|不可).{0,6}(?:显示|展示|查看|访问|呈现)/,
    order:
      /(?:请|应|须|需|务必|要|希望).{0,12}(?:遵守|遵循|尊重(?!历史)|注意(?:言辞|用语|言论)|自觉|共同维护|营造)|(?:文明|理性|依法)(?:发言|提问|用语|上网|交流|讨论|表达)/,
    turns: /(?:换|聊|谈|说|问|讲).{0,6}(?:别的|其他|其它|另外|话题|主题|点什么)/,
    sorry: /抱歉|对不起|不好意思|遗憾|请(?:见谅|谅解|理解)/,
  },
  ru: {
    refuses:
      /(?:^|\P{L})(?:я )?(?:отказываюсь|отказано|откажусь|воздержусь|воздерживаюсь|не (?:буду|стану|могу|хочу|желаю|намерен[а]?) (?:об этом |на это |это |ничего )?(?:отве|говор|обсужд|коммент|писа|рассказ|сказа))|(?:ответа|комментари[ейя]{1,2}) не (?:будет|последует)/u,
    permission:
      /(?:нет|без|не имею|не получил[а]?|не дали|лишен[а]?).{0,20}(?:разрешени|прав[ао]|полномочи|допуск)|не (?:разрешен|дозволен|позволен|положен|уполномочен|вправе|разреша)|(?:мне|для меня|нам).{0,15}(?:нельзя|запрещ|закрыт|не велено)|запрещено (?:мне|обсуждать|говорить)|(?:тема|вопрос).{0,15}(?:закрыт|под запретом|запретн)/u,
    comment: /(?:без|никаких|нет|не|воздерж\p{L}{0,8} от).{0,12}коммент/u,
    law: /(?:закон|правил|политик|норм|требовани|регламент)\p{L}{0,12}.{0,80}(?:не |нельзя|невозможно|запрещ|скрыт|удален|заблокирован|ограничен|недоступ)|(?:не может быть|недоступ|скрыт|заблокирован|удален).{0,60}(?:закон|правил|политик|норм|требовани)/u,
    order:
      /(?:пожалуйста|просьба|просим|прошу|давайте|следует|нужно|необходимо|надо).{0,30}(?:соблюда|уважа|придержива|следова|следуйте|корректн|вежлив)/u,
    turns:
      /(?:поговор|говорить|обсуд|перейд|смен|спросите|задайте|перевед).{0,40}(?:друг|ин[оаы]|что-нибудь|чем-нибудь|тем[уы])/u,
    sorry: /(?:^|\P{L})(?:извини|прости|прошу прощения|приношу извинения|сожале|увы|жаль)/u,
  },
  ar: {
    refuses:
      /(?:^|[^\p{L}])(?:ارفض|اعتذر|امتنع|اتحفظ)(?![\p{L}])|لن (?:اجيب|اتحدث|اعلق|اكتب|اناقش|اقول|يكون هناك (?:جواب|رد))|لا (?:استطيع|يمكنني|اريد|ارغب|اود)|^مرفوض/u,
    permission:
      /(?:ليس|ليست|لا|لم|بدون|دون|غير).{0,15}(?:اذن|تصريح|صلاحي|تخويل|مخول|مسموح|يسمح|مصرح|مرخص|يحق|ماذون|حق)|(?:ممنوع|محظور|يمنع|يحظر)(?:ا)? (?:علي|من)|خارج نطاق.{0,30}|مسموح لي/u,
    comment: /(?:لا|بلا|بدون|دون|من غير|ليس).{0,15}تعليق/u,
    law: /(?:قانون|قوانين|لوائح|انظم|سياس|تشريع|ضوابط|احكام|قواعد)[\p{L}]{0,6}.{0,80}(?:لا |لن |غير |يمنع|تمنع|يحظر|محظور|محجوب|حجب|حذف|تعذر)|(?:لا يمكن|تعذر|غير متاح|محجوب|محظور).{0,60}(?:قانون|قوانين|لوائح|انظم|سياس|تشريع)/u,
    order:
      /(?:يرجي|الرجاء|نرجو|ارجو|من فضلك|يجب|ينبغي).{0,25}(?:الالتزام|التقيد|احترام|مراعاة|التزام|اتباع|الامتثال|بادب|بلباقة)/u,
    turns: /(?:نتحدث|التحدث|الحديث|نناقش|ننتقل|نغير|اسال|تسال|اطرح|نتكلم).{0,30}(?:اخر|اخري|غير|الموضوع)/u,
    sorry: /(?:^|[^\p{L}])(?:ا[سي]ف|اسف|اعتذر|عذر|معذرة|المعذرة|عفو|للاسف|مع الاسف|نعتذر)/u,
  },
  de: {
    refuses:
      /\bich\b.{0,20}\b(?:lehne|verweigere|weigere|enthalte)\b|\b(?:gebe|erteile|mache|geben|erteilen)\b.{0,30}\b(?:keine?n?)\b|\bich\b.{0,40}\b(?:nicht|nichts)\b.{0,30}\b(?:sprech|red|sag|antwort|äußer|beantwort|eingeh|schreib|beurteil|disku)|^abgelehnt\W*$/u,
    permission:
      /\bich (?:darf|habe)\b.{0,30}\b(?:nicht|keine?)\b|\b(?:mir|uns)\b.{0,30}\b(?:nicht (?:erlaubt|gestattet)|untersagt|verboten)\b|\b(?:nicht|keine?)\b.{0,20}\b(?:befugt|berechtigt|befugnis|erlaubnis|genehmigung)/u,
    comment: /\b(?:kein(?:en)?|ohne|nicht)\b.{0,15}\bkomment/u,
    law: /(?:gesetz|vorschrift|bestimmung|richtlini|regelung|regeln)\p{L}{0,6}.{0,80}\b(?:nicht|kein\p{L}{0,2}|gesperrt|entfernt|untersagt|verbiet\p{L}{0,3})\b|\b(?:nicht|gesperrt|entfernt)\b.{0,60}(?:gesetz|vorschrift|richtlini)/u,
    order: /\bbitte\b.{0,30}\b(?:halten|beachten|respektieren|bleiben|achten|befolgen)\b/u,
    turns:
      /\b(?:reden|sprechen|wechseln|fragen|unterhalten)\b.{0,40}\b(?:ander\p{L}{0,4}|thema)|\bander\p{L}{0,4}\b.{0,30}\b(?:reden|sprechen|unterhalten)/u,
    sorry: /\bleid\b|\b(?:entschuldigung|verzeihung|bedaure|bedauere|leider)\b/u,
  },
  fr: {
    refuses:
      /\bje (?:refuse|décline|m'abstiens|me refuse)\b|\bje (?:ne|n').{0,40}\b(?:pas|rien)\b|\bje préfère ne (?:pas|rien)\b|^refusé\W*$/u,
    permission:
      /\b(?:je|j'|me|m'|moi|nous)\b.{0,30}\b(?:pas|aucune?|sans|interdit)\b.{0,30}\b(?:autoris\p{L}{0,6}|permi\p{L}{0,6}|droit|habilit\p{L}{0,4}|de)\b|\bil m'est (?:interdit|défendu)/u,
    comment: /\b(?:sans|aucun|pas de|pas)\b.{0,15}\bcomment/u,
    law: /\b(?:lois?|législation|règlement\p{L}{0,7}|réglementation|règles|politique)\b.{0,80}\b(?:ne|n'|pas|interdi\p{L}{0,4}|bloqué|supprimé|masqué|indisponible)|\bne peut (?:pas )?être.{0,60}\b(?:lois?|législation|règles)/u,
    order:
      /\b(?:veuillez|merci de|prière de|il faut|il convient)\b.{0,20}\b(?:respecter|observer|vous conformer|rester)\b/u,
    turns: /\b(?:parlons|changeons|passons|posez|abordons)\b.{0,30}(?:autre|sujet)/u,
    sorry: /\b(?:désolée?s?|pardon|excusez|navrée?|regrette|malheureusement)\b/u,
  },
  es: {
    refuses:
      /\b(?:me niego|rehúso|declino|me abstengo|rechazo)\b|\bno (?:puedo|quiero|voy a|debo|deseo|responderé|hablaré|contestaré)\b|\bprefiero no\b/u,
    permission:
      /\bno (?:tengo|cuento con|dispongo de|me|estoy)\b.{0,25}(?:permis|autoriza|derecho|permit|facultad)|\b(?:tengo|me está|me tienen) prohibido\b/u,
    comment: /\b(?:sin|ningún|no|ni)\b.{0,15}\bcoment/u,
    law: /\b(?:ley|leyes|legislación|normas?|normativa|reglamento|políticas?)\b.{0,80}\b(?:no|prohib\p{L}{0,4}|bloquead[oa]|eliminad[oa]|ocult[oa])\b|\bno se puede.{0,60}\b(?:ley|leyes|legislación|normas?)/u,
    order: /\b(?:por favor|le rogamos|rogamos|debe|hay que)\b.{0,25}\b(?:respet|cumpl|observ|atén|manten)/u,
    turns: /\b(?:hablemos|cambiemos|pasemos|pregúnte\p{L}{0,3}|tratemos)\b.{0,30}(?:otr[oa]|tema)/u,
    sorry: /\blo siento\b|\b(?:perdón|disculp\p{L}{0,4}|lamento|lamentablemente)\b/u,
  },
  it: {
    refuses:
      /\b(?:mi rifiuto|rifiuto|declino|mi astengo)\b|\bnon (?:posso|voglio|intendo|desidero|risponderò|parlerò)\b|\bpreferisco non\b/u,
    permission:
      /\bnon (?:sono|ho|mi)\b.{0,25}(?:autorizzat|permess|consentit|diritto|facoltà|concess)|\bmi è (?:vietato|proibito)/u,
    comment: /\b(?:nessun|senza|no|non)\b.{0,15}\bcomment/u,
    law: /\b(?:legge|leggi|normativa|norme|regolament\p{L}|regole|politiche)\b.{0,80}\b(?:non|vietat\p{L}|bloccat\p{L}|rimoss\p{L}|nascost\p{L})\b|\bnon può.{0,60}\b(?:legge|leggi|normativa|norme)/u,
    order:
      /\b(?:si prega|per favore|la preghiamo|bisogna|occorre)\b.{0,25}\b(?:rispett|osserv|attener|seguire|mantener)/u,
    turns: /\b(?:parliamo|cambiamo|passiamo|chieda|chiedimi)\b.{0,30}(?:altr[oa]|d'altro|argomento)/u,
    sorry: /\bmi (?:di)?spiace\b|\b(?:scusa|scusi|scusate|purtroppo|spiacente)\b/u,
  },
  pt: {
    refuses:
      /\b(?:recuso(?:-me)?|me recuso|declino|abstenho-me|me abstenho)\b|\bnão (?:posso|vou|quero|devo|desejo|responderei|falarei)\b|\bprefiro não\b/u,
    permission: /\bnão (?:tenho|estou|me|possuo)\b.{0,25}(?:permiss|permiti|autoriza|direito)|\bestou proibid[oa]\b/u,
    comment: /\b(?:sem|nenhum|não|nada)\b.{0,15}\bcoment/u,
    law: /\b(?:lei|leis|legislação|normas?|regulament\p{L}{1,3}|regras|políticas?)\b.{0,80}\b(?:não|proib\p{L}{0,4}|bloquead[oa]|removid[oa]|ocult[oa])\b|\bnão pode.{0,60}\b(?:lei|leis|legislação|normas?)/u,
    order: /\b(?:por favor|pedimos|solicitamos|é preciso)\b.{0,25}\b(?:respeit|cumpr|observ|siga|mantenh)/u,
    turns: /\b(?:falemos|falar|mudar|mudemos|passemos|pergunte)\b.{0,30}(?:outr[oa]|assunto|tema)/u,
    sorry: /\b(?:desculp\p{L}{1,4}|lamento|perdão|infelizmente|sinto muito)\b/u,
  },
  nl: {
    refuses:
      /\bik (?:weiger|onthoud)\b|\bik (?:kan|wil|ga|mag|zal|geef|doe)\b.{0,40}\b(?:niet|niets|geen)\b|^geweigerd\W*$/u,
    permission: /\bik (?:mag|heb|ben)\b.{0,30}\b(?:niet|geen)\b|\b(?:mij|me)\b.{0,20}\b(?:niet toegestaan|verboten)\b/u,
    comment: /\b(?:geen|zonder|niet)\b.{0,15}\bcomment/u,
    law: /\b(?:wet|wetten|wetgeving|regelgeving|regels|beleid|voorschriften)\b.{0,80}\b(?:niet|geen|verwijderd|geblokkeerd|verb\p{L}{1,4})\b/u,
    order: /\b(?:gelieve|alstublieft|graag|houd)\b.{0,30}\b(?:wet\p{L}{0,4}|regels|respect\p{L}{0,5})\b/u,
    turns: /\b(?:praten|spreken|laten we|vraag)\b.{0,40}\b(?:anders|ander|onderwerp)/u,
    sorry: /\b(?:sorry|spijt|excuses|helaas)\b/u,
  },
  pl: {
    refuses: /(?:^|\P{L})(?:odmawiam|nie (?:mogę|chcę|będę|odpowiem|zamierzam)|wolę nie|wolę milczeć)(?!\p{L})/u,
    permission: /nie (?:mam|wolno|jestem).{0,20}(?:zgody|pozwolen|prawa|upoważn|uprawn|mi)|nie wolno mi|zabroniono mi/u,
    comment: /(?:bez|żadn\p{L}{1,4}|nie).{0,15}koment/u,
    law: /(?:praw[aeo]m?|przepis|ustaw|regulamin|zasad)\p{L}{0,5}.{0,80}(?:nie |zabron|usunię|zablok)/u,
    order: /(?:proszę|prosimy|należy|trzeba).{0,25}(?:przestrzega|szanow|stosow|zachow)/u,
    turns: /(?:porozmawiajmy|zmieńmy|pomówmy|zapytaj|przejdźmy).{0,30}(?:inn|czymś|temat)/u,
    sorry: /przepraszam|przykro mi|niestety|wybacz/u,
  },
  tr: {
    refuses:
      /reddediyorum|(?:cevap|yanıt|yorum|bilgi)\p{L}{0,4} ver(?:e)?m[ei]|(?:konuş|yanıtla|cevapla|yorumla|anlat)\p{L}{0,4}(?:mam|mem|mıyor|mek istemi|mak istemi)/u,
    permission: /(?:iznim|yetkim|hakkım) yok|(?:izin|yetki) (?:verilm|yok)|yasak/u,
    comment: /yorum(?:um)? yok|yorum yap(?:mıyor|mam|am)/u,
    law: /(?:yasa|kanun|mevzuat|yönetmelik|kural|politika)\p{L}{0,8}.{0,80}(?:gösterilem|yayınlanam|engel|kaldırıl|mez|maz)/u,
    order: /lütfen.{0,40}(?:uyun|uyunuz|saygı|riayet)/u,
    turns: /(?:başka|farklı).{0,20}(?:konu|şey|soru)/u,
    sorry: /üzgünüm|özür|kusura bakma|maalesef/u,
  },
  ja: {
    refuses:
      /(?:お答え|回答|お話し|説明|言及|コメント).{0,6}(?:でき|いたしかね|しかね|控え|いたしません|しません|拒否)|拒否します|お断り/,
    permission:
      /(?:権限|許可|資格|権利).{0,4}(?:が|は|を)?.{0,4}(?:ありません|ない|ません|得て)|許されて(?:いません|いない)|禁じられて|禁止されて/,
    comment: /ノーコメント|コメント.{0,6}(?:控|差し控|ありません|できません|しません)/,
    law: /(?:法律|法令|規則|規定|規約|ポリシー|ガイドライン).{0,40}(?:できません|ません|禁止|制限|非表示|削除)|表示できません/,
    order: /(?:法律|法令|規則|ルール|マナー).{0,12}(?:守|遵守|従)/,
    turns: /(?:別|他|ほか|違う).{0,8}(?:話|話題|質問|テーマ)/,
    sorry: /申し訳|すみません|ごめん|恐れ入り|残念ですが/,
  },
  ko: {
    refuses:
      /(?:답변|대답|언급|설명|말씀|논평).{0,12}(?:거부|거절|할 수 없|드릴 수 없|하지 않|어렵|곤란|삼가)|거부합니다|거절합니다/,
    permission: /(?:권한|허가|허락|자격|권리).{0,6}(?:없|받지 못|아니)|허용되지 않|금지되어/,
    comment: /노\s?코멘트|(?:논평|언급|코멘트).{0,8}(?:없|하지 않|않겠|삼가)/,
    law: /(?:법률|법령|법규|규정|정책|지침).{0,40}(?:없습니다|없음|수 없|금지|제한|삭제|차단)/,
    order: /(?:법률|법규|규정|규칙|예의).{0,16}(?:지켜|준수|따라|존중)/,
    turns: /(?:다른|딴).{0,6}(?:이야기|주제|질문|화제|것)/,
    sorry: /죄송|미안|유감/,
  },
};

export interface Notice {
  readonly family: Family;
  /** The sentence without the words that make it one. */
  readonly rest: string;
}

/**
 * The family of notices that a folded sentence is of, in its language or in English: services speak English anywhere.
 * Undefined: none, or nobody has listed the language.
 */
export function noticeIn(folded: string, language: string): Notice | undefined {
  for (const own of new Set([primary(language), 'en'])) {
    const families = NOTICES[own];
    const family = families === undefined ? undefined : FAMILIES.find((one) => families[one].test(folded));
    if (families !== undefined && family !== undefined) return { family, rest: folded.replace(families[family], ' ') };
  }
  return undefined;
}
