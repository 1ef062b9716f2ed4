/** A page of two sentences for whoever has no business here or came too often. Needs no script and no style; takes no markup. */
export function noticePage(title: string, sentence: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>${title}</title></head>
<body><h1>${title}</h1><p>${sentence}</p></body>
</html>
`;
}
