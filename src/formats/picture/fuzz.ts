const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** Small valid files: where mutation starts. Checksums are not looked at. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  const chunk = (type: string, data: string): string =>
    `\0\0\0${String.fromCharCode(data.length)}${type}${data}\0\0\0\0`;
  const png = `\x89PNG\r\n\x1a\n${chunk('IHDR', '\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0')}${chunk('tEXt', 'Comment\0hello')}${chunk('IEND', '')}`;
  return [
    { name: 'a.png', bytes: latin1(png) },
    { name: 'a.jpg', bytes: latin1('\xff\xd8\xff\xfe\0\x07hello\xff\xda\0\x03\x01ab\xff\0c\xff\xd9') },
    { name: 'a.gif', bytes: latin1('GIF89a\x01\0\x01\0\0\0\0!\xfe\x05hello\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;') },
    { name: 'a.webp', bytes: latin1('RIFF\x1a\0\0\0WEBPVP8 \x02\0\0\0abEXIF\x04\0\0\0data') },
  ];
}
