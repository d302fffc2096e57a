import type { Pattern } from './template-patterns.ts';

/** Commands to set something aside, in the languages that models speak best besides English. */
const IGNORE = [
  'ignor[aáeéio]\\p{L}*|olvid[ae]\\p{L}*|omit[ea]\\p{L}*|desconsider\\p{L}*|esque[cç]\\p{L}*|oubli\\p{L}*|néglig\\p{L}*|ignorier\\p{L}*|vergiss|vergessen|missacht\\p{L}*|dimentic\\p{L}*',
  'negeer\\p{L}*|vergeet|ignoruj\\p{L}*|zignoruj\\p{L}*|zapomnij|игнорируй\\p{L}*|проигнорируй\\p{L}*|забудь\\p{L}*|не обращай\\p{L}* внимания|görmezden gel\\p{L}*|yok say\\p{L}*|unut',
  'abaikan|lupakan|bỏ qua|忽略|忽视|无视|無視|忘记|忘掉|不要理会|不必遵守|忘れ|무시|잊어|잊고|تجاهل|انس|अनदेखा|नज़रअंदाज़',
].join('|');
/** What is set aside. */
const ORDERS = [
  'instruc\\p{L}*|consignes?|anweisung\\p{L}*|vorgaben?|istruzion\\p{L}*|instrukcj\\p{L}*|polece\\p{L}*|reglas?|règles?|regeln?|regras?|regol[ae]|zasad\\p{L}*|directives?',
  'инструкц\\p{L}*|указани\\p{L}*|правил\\p{L}*|talimat\\p{L}*|kural\\p{L}*|yönerge\\p{L}*|instruksi|aturan|hướng dẫn|chỉ dẫn|quy tắc',
  '指令|指示|规则|規則|提示|要求|ルール|지시|지침|규칙|تعليمات|القواعد|निर्देश|नियम',
].join('|');
/** Words that forbid. */
const NEVER = [
  'nunca|jamás|jamais|não|niemals|nicht|nie|kein\\p{L}*|non|mai|no|ne|nooit|niet|nigdy|никогда|не|asla|jangan|đừng|không(?: bao giờ)?',
  '不要|不得|不能|不可|绝不|永远不|切勿|别|勿|決して|절대|لا|कभी|मत',
].join('|');
/** What a person would be told. */
const TELL = [
  'revel\\p{L}*|mencion\\p{L}*|digas|diga|cuentes|divulg\\p{L}*|menciona\\p{L}*|contes|conte|rév[éè]l\\p{L}*|dis|dites|dévoil\\p{L}*|mentionn\\p{L}*|verrat\\p{L}*|erwähn\\p{L}*|verrät|offenbar\\p{L}*|rivel\\p{L}*|menzion\\p{L}*',
  'onthul\\p{L}*|vermeld\\p{L}*|vertel\\p{L}*|ujawnia\\p{L}*|wspomina\\p{L}*|mów|раскрыва\\p{L}*|говори\\p{L}*|упоминай\\p{L}*|сообщай\\p{L}*|söyleme\\p{L}*|bahsetme\\p{L}*|ungkapkan|beritahu|tiết lộ|nói cho',
  '告诉|透露|泄露|披露|提及|提到|تكشف|تخبر|تذكر|बता',
].join('|');
/** To whom, or of what. */
const ABOUT = [
  'usuari[oa]s?|utilisateur\\p{L}*|nutzer\\p{L}*|benutzer\\p{L}*|utent[ei]|gebruiker\\p{L}*|użytkownik\\p{L}*|пользовател\\p{L}*|kullanıcı\\p{L}*|pengguna|người dùng|est[aeo]s?|cette|ces|diese\\p{L}*|quest[aeio]|dit|deze|to|tej|эт\\p{L}+|bunu|ini|này',
  '用户|使用者|任何人|此|这|該|指令|指示|المستخدم|هذا|هذه|उपयोगकर्ता|यह',
  ORDERS,
].join('|');
const ALWAYS =
  'siempre|sempre|toujours|immer|stets|altijd|zawsze|всегда|her zaman|daima|selalu|luôn|总是|始终|永远|每个回答|每次回答|每次|常に|必ず|항상|دائما|हमेशा';
const RECOMMEND =
  'recom[ie]en?d\\p{L}*|recommand\\p{L}*|aconsej\\p{L}*|conseill\\p{L}*|empfiehl\\p{L}*|empfehl\\p{L}*|consigli\\p{L}*|raccomand\\p{L}*|aanbeve\\p{L}*|beveel|poleca\\p{L}*|рекоменд\\p{L}*|совету\\p{L}*|öner\\p{L}*|sarankan|rekomendasikan|giới thiệu|推荐|推薦|推奨|おすすめ|勧め|추천|توصي|أوص|सुझा';

/** Letters of any script end a word here; Chinese, Japanese and Korean have no such ends. */
const word = (alternatives: string): string =>
  `(?:(?<!\\p{L})(?:${alternatives})(?!\\p{L})|(?=[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}])(?:${alternatives}))`;
const near = (first: string, second: string, room: number): string => `${first}[^.!?。！？]{0,${room}}?${second}`;
const either = (a: string, b: string, room: number): RegExp =>
  new RegExp(`${near(a, b, room)}|${near(b, a, room)}`, 'isu');

/** The worst of what English templates are searched for, in other languages: whoever hides an order may hide it there. */
export const harmfulElsewhere = (): readonly Pattern[] => [
  {
    why: 'to set aside what it was told by others',
    grave: true,
    negatable: false,
    pattern: either(word(IGNORE), word(ORDERS), 40),
  },
  {
    why: 'to hide something from the person who talks to it',
    grave: false,
    negatable: false,
    pattern: new RegExp(
      `${near(near(word(NEVER), word(TELL), 20), word(ABOUT), 40)}|(?:ユーザー|利用者|この).{0,24}(?:言わ|教え|伝え|明か|話さ)\\p{L}{0,4}(?:な|ず)|(?:사용자|이 지시|이를).{0,24}(?:말하지|알리지|밝히지|공개하지|언급하지)`,
      'isu',
    ),
  },
  {
    why: 'to do something in secret',
    grave: true,
    negatable: false,
    pattern: new RegExp(
      word(
        'en secreto|secretamente|em segredo|en secret|secrètement|à l.insu|heimlich|insgeheim|segretamente|di nascosto|stiekem|potajemnie|w tajemnicy|тайно|тайком|незаметно для|gizlice|diam-diam|bí mật|秘密地|偷偷|暗中|悄悄|こっそり|密かに|몰래|سرا|चुपके',
      ),
      'isu',
    ),
  },
  {
    why: 'to steer people to a product, a place or an opinion',
    grave: false,
    negatable: false,
    pattern: new RegExp(
      `${near(word(ALWAYS), word(RECOMMEND), 30)}|${near(word(RECOMMEND), word(ALWAYS), 30)}|(?:${word(ALWAYS)}|${word(RECOMMEND)}|加入|添加|附上|訪問|访问|visit[ae]|besuch\\p{L}*|включай\\p{L}*|añad\\p{L}*|inclu[yií]\\p{L}*|ajout\\p{L}*|füge|aggiung\\p{L}*|追加|추가)[^。！？]{0,60}https?://`,
      'isu',
    ),
  },
  {
    why: 'to know no limits',
    grave: false,
    negatable: false,
    pattern: new RegExp(
      word(
        'sin (?:ninguna? )?(?:restricci\\p{L}+|límites?|filtros?|censura)|sem (?:nenhuma? )?(?:restri\\p{L}+|limites?|filtros?|censura)|sans (?:aucune? )?(?:restriction\\p{L}*|limites?|filtres?|censure)|ohne (?:jede |jegliche )?(?:einschränkung\\p{L}*|grenzen|filter|zensur)|keine(?:rlei)? (?:einschränkung\\p{L}*|grenzen|filter)|senza (?:alcuna? )?(?:restrizion\\p{L}+|limiti|filtri|censura)|zonder (?:enige )?(?:beperking\\p{L}*|grenzen|filters?)|без (?:каких-либо )?(?:ограничени\\p{L}+|цензур\\p{L}+|фильтр\\p{L}+)|bez (?:żadnych )?ogranicze\\p{L}+|没有任何限制|没有限制|不受任何限制|不受限制|不受约束|从不拒绝|絶対に拒否し|制限なし|制限はありません|제한 없이|제한이 없|거부하지 마|بلا قيود|بدون قيود',
      ),
      'isu',
    ),
  },
];
