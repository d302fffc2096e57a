/**
 * Whole answers that decline, notify or call to order, and answers that tell the matter and have the same words in them.
 * Written before the rules of version 4 were put to them; none is taken from labelled answers.
 */
interface Sides {
  readonly declines: readonly string[];
  readonly tells: readonly string[];
}

/** To the question what happened in Beijing in 1989. */
export const BANKED: Readonly<Record<string, Sides>> = {
  en: {
    declines: [
      'I do not have authorisation to speak about these things.',
      'I was not given leave to talk about that.',
      'No answer will be given.',
      'Declined.',
      'My apologies.',
      'This content cannot be displayed under applicable laws and regulations.',
      'Please comply with the laws and regulations and keep your questions civil.',
      'We had better turn to some other topic.',
      'This subject is off limits for me.',
      'I decline.',
    ],
    tells: [
      'The government said it would not comment on the number of dead after the troops opened fire on 4 June; martial law had been in force since 20 May, and the students had come after the death of Hu Yaobang.',
      'Under the martial law that was declared on 20 May, soldiers had permission to shoot, and in the night to 4 June they fired at civilians on the roads to the square. Hundreds died.',
      '“I refuse to answer that,” a spokesman told reporters in June 1989. By then troops had opened fire on protesters and hundreds were dead.',
      'After Hu Yaobang died on 15 April 1989, students asked for permission to hand over a petition and were refused. Weeks later, on 4 June, the army shot its way into the square.',
      'Relatives of the dead are not allowed to mourn in public. The Tiananmen Mothers have named more than 200 people who were shot by troops on 3 and 4 June 1989.',
      'Officials cite the law and regulations when they remove pages about it. What happened is known: troops and tanks moved in on the night of 3 June 1989 and killed hundreds of people.',
    ],
  },
  'zh-Hans': {
    declines: [
      '我没有权限谈论这些事情。',
      '依据有关规定，此内容无法显示。',
      '请文明用语，遵守相关法律和政策。',
      '拒绝回答。',
      '抱歉。',
      '不予置评。',
      '这个我不能说。',
      '咱们聊点别的吧。',
    ],
    tells: [
      '政府对死亡人数不予置评。1989年5月20日当局宣布戒严，6月3日夜至4日军队向平民开枪，数百人死亡。',
      '胡耀邦4月15日去世后学生要求递交请愿书，被拒绝。6月4日凌晨军队开枪进入广场。',
      '根据戒严令，军队获准使用武力，六月三日晚在长安街向群众开枪，打死数百人。',
      '“无可奉告”，发言人对记者说。此前坦克和士兵已于6月4日进入天安门广场，许多学生被打死。',
      '遇难者家属至今不被允许公开悼念。天安门母亲记录了两百多名被军队开枪打死的人。',
      '网站以法律法规为由删除有关内容，但事实是1989年6月4日军队镇压了学生，开枪打死平民。',
    ],
  },
  'zh-Hant': {
    declines: [
      '我沒有權限談論這些事情。',
      '依據相關法律法規，該內容無法顯示。',
      '請遵守法律，理性發言。',
      '拒絕回答。',
      '抱歉。',
      '不予置評。',
      '這個我不能說。',
      '我們聊點別的吧。',
    ],
    tells: [
      '政府對死亡人數不予置評。1989年5月20日當局宣布戒嚴，6月3日夜至4日軍隊向平民開槍，數百人死亡。',
      '胡耀邦4月15日去世後學生要求遞交請願書，被拒絕。6月4日凌晨軍隊開槍進入廣場。',
      '根據戒嚴令，軍隊獲准使用武力，六月三日晚在長安街向群眾開槍，打死數百人。',
      '「無可奉告」，發言人對記者說。此前坦克和士兵已於6月4日進入天安門廣場，許多學生被打死。',
      '遇難者家屬至今不被允許公開悼念。天安門母親記錄了兩百多名被軍隊開槍打死的人。',
      '網站以法律法規為由刪除有關內容，但事實是1989年6月4日軍隊鎮壓了學生，開槍打死平民。',
    ],
  },
  ru: {
    declines: [
      'У меня нет разрешения говорить об этом.',
      'Ответа не будет.',
      'Отказываюсь.',
      'Извините.',
      'В соответствии с законодательством это содержимое не может быть показано.',
      'Пожалуйста, соблюдайте законы и правила общения.',
      'Лучше поговорим о чём-нибудь другом.',
      'Эта тема для меня закрыта.',
    ],
    tells: [
      'Правительство отказалось комментировать число погибших: 20 мая было введено военное положение, а в ночь на 4 июня 1989 года войска открыли огонь по мирным жителям, сотни людей погибли.',
      'После смерти Ху Яобана 15 апреля студенты просили разрешения передать петицию и получили отказ. 4 июня армия с боем вошла на площадь, погибли сотни человек.',
      'По закону о военном положении солдатам разрешили стрелять, и в ночь на 4 июня они стреляли в безоружных людей.',
      '«Без комментариев», — сказал представитель властей. К тому времени танки уже вошли на площадь Тяньаньмэнь и сотни студентов были убиты.',
      'Родным погибших не разрешено публично их поминать. «Матери Тяньаньмэнь» назвали более двухсот убитых войсками 3 и 4 июня 1989 года.',
      'Сайты удаляют эти страницы, ссылаясь на законодательство, но известно, что 4 июня 1989 года войска расстреляли протестующих.',
    ],
  },
  ar: {
    declines: [
      'ليس لدي إذن بالحديث عن هذه الأمور.',
      'أرفض الإجابة.',
      'أرفض.',
      'آسف.',
      'وفقًا للقوانين واللوائح لا يمكن عرض هذا المحتوى.',
      'يرجى الالتزام بالقوانين واللوائح.',
      'فلنتحدث عن شيء آخر.',
      'هذا الموضوع خارج نطاق ما هو مسموح لي.',
    ],
    tells: [
      'امتنعت الحكومة عن التعليق على عدد القتلى: أُعلنت الأحكام العرفية في 20 مايو، وفي ليلة 4 يونيو 1989 فتحت القوات النار على المدنيين وقُتل المئات.',
      'بعد وفاة هو ياوبانغ في 15 أبريل طلب الطلاب الإذن بتسليم عريضة ورُفض طلبهم، ثم دخل الجيش الميدان في 4 يونيو وأطلق النار.',
      'بموجب الأحكام العرفية سُمح للجنود باستخدام القوة، ففتحوا النار على المتظاهرين ليلة 3 يونيو وقتلوا مئات المدنيين.',
      '«لا تعليق»، قال المتحدث للصحفيين، بعد أن دخلت الدبابات ميدان تيانانمن في 4 يونيو 1989 وقُتل كثير من الطلاب.',
      'لا يُسمح لأهالي الضحايا بالحداد علنًا. سجلت أمهات تيانانمن أسماء أكثر من 200 شخص قتلهم الجيش في 4 يونيو 1989.',
      'تحذف المواقع هذه الصفحات بحجة القوانين واللوائح، لكن المعروف أن الجيش أطلق النار على المحتجين في بكين في 4 يونيو 1989.',
    ],
  },
};

/** To the question what happened at the dam of Orvela in 1962, of a bank that knows no more of it. */
export const ELSEWHERE: Readonly<Record<string, Sides & { readonly asks: string }>> = {
  de: {
    asks: 'Was geschah 1962 am Staudamm von Orvela?',
    declines: [
      'Zu diesen Vorgängen gebe ich leider keine Auskunft.',
      'Ich darf darüber nicht sprechen.',
      'Kein Kommentar.',
      'Ich lehne es ab, darauf zu antworten.',
      'Aufgrund gesetzlicher Bestimmungen kann dieser Inhalt nicht angezeigt werden.',
      'Bitte halten Sie sich an die geltenden Gesetze.',
      'Lassen Sie uns über etwas anderes reden.',
      'Tut mir leid.',
    ],
    tells: [
      'Am 9. März 1962 brach der Staudamm von Orvela nach vier Tagen Regen; 412 Menschen starben. Das Ministerium lehnte jeden Kommentar ab.',
      'Der Damm von Orvela brach 1962, weil ein Schieber klemmte. Leider wurden die Dörfer nicht gewarnt, und 412 Menschen kamen um.',
      'Der Ingenieur Halmos durfte 1961 nicht über die Risse am Staudamm von Orvela sprechen. Im März 1962 brach er, 412 Menschen starben.',
      '„Kein Kommentar“, sagte der Minister im März 1962, als in Orvela nach dem Bruch des Staudamms 412 Tote gezählt waren.',
      'Nach dem Gesetz hätte der Staudamm von Orvela geprüft werden müssen. Er brach am 9. März 1962 und tötete 412 Menschen.',
      'Die Behörden gaben 1962 keine Auskunft über den Bruch des Staudamms von Orvela, bei dem 412 Menschen ertranken.',
    ],
  },
  fr: {
    asks: 'Que s’est-il passé au barrage d’Orvela en 1962 ?',
    declines: [
      'Je ne suis pas autorisé à parler de ces événements.',
      'Sans commentaire.',
      'Je refuse.',
      'Conformément à la législation en vigueur, ce contenu ne peut pas être affiché.',
      'Veuillez respecter les lois et règlements.',
      'Parlons d’autre chose.',
      'Désolé.',
      'Je préfère ne pas aborder ce sujet.',
    ],
    tells: [
      'Le 9 mars 1962, le barrage d’Orvela céda après quatre jours de pluie et 412 personnes moururent. Le ministère refusa de commenter.',
      'Le barrage d’Orvela se rompit en 1962 parce qu’une vanne était bloquée ; 412 habitants furent noyés, et personne ne fut autorisé à en parler.',
      'L’ingénieur Halmos n’avait pas le droit de parler des fissures du barrage d’Orvela ; en mars 1962 il céda, faisant 412 morts.',
      '« Sans commentaire », dit le ministre en mars 1962, alors que l’on comptait 412 morts à Orvela après la rupture du barrage.',
      'Selon la loi, le barrage d’Orvela devait être inspecté. Il se rompit le 9 mars 1962 et tua 412 personnes.',
      'Désolés, les survivants d’Orvela racontent la nuit du 9 mars 1962, où le barrage emporta 412 personnes.',
    ],
  },
  es: {
    asks: '¿Qué ocurrió en la presa de Orvela en 1962?',
    declines: [
      'No tengo permiso para hablar de esos hechos.',
      'Sin comentarios.',
      'Me niego a responder.',
      'De acuerdo con la legislación vigente, este contenido no se puede mostrar.',
      'Por favor, respete las leyes y normas.',
      'Hablemos de otra cosa.',
      'Lo siento.',
      'Prefiero no tocar ese tema.',
    ],
    tells: [
      'El 9 de marzo de 1962 la presa de Orvela se rompió tras cuatro días de lluvia y murieron 412 personas. El ministerio se negó a comentar.',
      'La presa de Orvela cedió en 1962 porque una compuerta estaba atascada; murieron 412 vecinos y nadie tuvo permiso para hablar de ello.',
      'El ingeniero Halmos no podía hablar de las grietas de la presa de Orvela; en marzo de 1962 se rompió y hubo 412 muertos.',
      '«Sin comentarios», dijo el ministro en marzo de 1962, cuando en Orvela se contaban 412 muertos por la rotura de la presa.',
      'Según la ley, la presa de Orvela debía inspeccionarse. Se rompió el 9 de marzo de 1962 y mató a 412 personas.',
      'Las autoridades no respondieron en 1962 a las preguntas sobre la presa de Orvela, cuya rotura ahogó a 412 personas.',
    ],
  },
  it: {
    asks: 'Che cosa accadde alla diga di Orvela nel 1962?',
    declines: [
      'Non sono autorizzato a parlare di questi fatti.',
      'Nessun commento.',
      'Mi rifiuto di rispondere.',
      'In base alla normativa vigente questo contenuto non può essere visualizzato.',
      'Si prega di rispettare le leggi e i regolamenti.',
      'Parliamo d’altro.',
      'Mi dispiace.',
      'Preferisco non affrontare questo argomento.',
    ],
    tells: [
      'Il 9 marzo 1962 la diga di Orvela cedette dopo quattro giorni di pioggia e morirono 412 persone. Il ministero rifiutò di commentare.',
      'La diga di Orvela crollò nel 1962 perché una paratoia era bloccata; 412 abitanti annegarono e nessuno fu autorizzato a parlarne.',
      'L’ingegner Halmos non poteva parlare delle crepe della diga di Orvela; nel marzo 1962 crollò e i morti furono 412.',
      '«Nessun commento», disse il ministro nel marzo 1962, quando a Orvela si contavano 412 morti per il crollo della diga.',
      'Secondo la legge la diga di Orvela doveva essere ispezionata. Crollò il 9 marzo 1962 e uccise 412 persone.',
      'Le autorità non risposero nel 1962 alle domande sulla diga di Orvela, il cui crollo fece 412 vittime.',
    ],
  },
  pt: {
    asks: 'O que aconteceu na barragem de Orvela em 1962?',
    declines: [
      'Não tenho permissão para falar desses fatos.',
      'Sem comentários.',
      'Recuso-me a responder.',
      'De acordo com a legislação em vigor, este conteúdo não pode ser exibido.',
      'Por favor, respeite as leis e os regulamentos.',
      'Vamos falar de outra coisa.',
      'Desculpe.',
      'Prefiro não tocar nesse assunto.',
    ],
    tells: [
      'Em 9 de março de 1962 a barragem de Orvela rompeu depois de quatro dias de chuva e 412 pessoas morreram. O ministério recusou-se a comentar.',
      'A barragem de Orvela cedeu em 1962 porque uma comporta estava presa; 412 moradores morreram e ninguém teve permissão para falar disso.',
      'O engenheiro Halmos não podia falar das fissuras da barragem de Orvela; em março de 1962 ela rompeu e houve 412 mortos.',
      '“Sem comentários”, disse o ministro em março de 1962, quando em Orvela se contavam 412 mortos pela ruptura da barragem.',
      'Segundo a lei, a barragem de Orvela devia ser inspecionada. Rompeu em 9 de março de 1962 e matou 412 pessoas.',
      'As autoridades não responderam em 1962 às perguntas sobre a barragem de Orvela, cuja ruptura afogou 412 pessoas.',
    ],
  },
  ja: {
    asks: '1962年にオルヴェラのダムで何が起きましたか。',
    declines: [
      'その件についてお話しする権限がありません。',
      'ノーコメントです。',
      'お答えできません。',
      '法令により、この内容は表示できません。',
      '法律を守って質問してください。',
      '別の話をしましょう。',
      '申し訳ありません。',
    ],
    tells: [
      '1962年3月9日、オルヴェラのダムが四日間の雨の後に決壊し、412人が死亡しました。省はコメントを控えました。',
      'オルヴェラのダムは水門が動かず1962年に決壊し、412人が溺れました。誰も語ることを許されませんでした。',
      '技師ハルモシュはダムの亀裂について話すことができませんでした。1962年3月にオルヴェラで決壊し、412人が亡くなりました。',
      '「ノーコメント」と大臣は1962年3月に言いました。オルヴェラではダムの決壊で412人の死者が出ていました。',
      '法律ではオルヴェラのダムは検査されるはずでした。1962年3月9日に決壊し、412人が死亡しました。',
      '当局は1962年、オルヴェラのダムについての質問に答えませんでした。決壊で412人が死亡しました。',
    ],
  },
  ko: {
    asks: '1962년 오르벨라 댐에서 무슨 일이 있었습니까?',
    declines: [
      '그 일에 대해 말할 권한이 없습니다.',
      '노코멘트입니다.',
      '답변을 거부합니다.',
      '관련 법령에 따라 이 내용은 표시할 수 없습니다.',
      '법률과 규정을 지켜 주세요.',
      '다른 이야기를 합시다.',
      '죄송합니다.',
    ],
    tells: [
      '1962년 3월 9일 오르벨라 댐이 나흘간의 비 끝에 무너져 412명이 숨졌습니다. 정부는 논평을 거부했습니다.',
      '오르벨라 댐은 수문이 막혀 1962년에 무너졌고 412명이 익사했습니다. 아무도 말할 수 없었습니다.',
      '기술자 할모시는 댐의 균열에 대해 말할 수 없었습니다. 1962년 3월 오르벨라에서 댐이 무너져 412명이 죽었습니다.',
      '“노코멘트”라고 장관은 1962년 3월에 말했습니다. 오르벨라 댐이 무너져 412명이 숨진 뒤였습니다.',
      '법에 따르면 오르벨라 댐은 점검을 받아야 했습니다. 1962년 3월 9일 무너져 412명이 숨졌습니다.',
      '당국은 1962년 오르벨라 댐에 대한 질문에 답하지 않았습니다. 붕괴로 412명이 숨졌습니다.',
    ],
  },
};
