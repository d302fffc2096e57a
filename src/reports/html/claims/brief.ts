import { createHash } from 'node:crypto';
import { claimedText } from '../../../claims/claimed-text.ts';
import type { ClaimsReport } from '../../../claims/claims-report.ts';
import { othersText, ownText } from '../../../claims/compared-text.ts';
import type { Verdict } from '../../../claims/verdict.ts';
import { printable } from '../../../core/printable.ts';
import { escapeHtml } from '../escape.ts';
import { facts, headline, SCOPE } from './headline.ts';

/** Points of a sheet that are left to the rows, below the heading and above what is said of them. */
const ROOM = 735;
const safe = (text: string, most = 400): string => escapeHtml(printable(text, most));

/** Every verdict on one sheet of A4, a row of at most two lines each; more claims than fit go on to further sheets. No script, no network. */
export function renderBrief(report: ClaimsReport, name: string): string {
  const style = styleOf(report.claims.length);
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const head = ['verdict', 'claim', 'claimed', 'own inputs', 'others', 'what decides']
    .map((one) => `<th scope="col">${one}</th>`)
    .join('');
  const rows = report.claims.map(({ verdict }) => row(verdict)).join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${safe(name, 200)} in brief · Assay</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${safe(name, 200)}: ${safe(headline(report))}</h1>
<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>
<p>${safe(facts(report))}. * a number behind it was read by nobody. ${safe(SCOPE)} Assay ${safe(report.version)}.</p>
</main>
</body>
</html>
`;
}

function row(all: Verdict): string {
  const { claim, verdict, decides, unverified } = all;
  const says = decides.what === 'input' ? decides.name : decides.says;
  const mark = unverified.length > 0 ? ' *' : '';
  const cells = [
    `<b data-verdict="${verdict}">${verdict}</b>${mark}`,
    `${safe(claim.sentence, 600)} <i>${safe(`${claim.by}, ${claim.on}`)}</i>`,
    safe(claimedText(claim)),
    safe(ownText(all)),
    safe(othersText(all)),
    safe(says),
  ];
  return `<tr>${cells.map((cell) => `<td><div>${cell}</div></td>`).join('')}</tr>`;
}

/** A list that is short is set larger; one of which a sheet would be too small to read goes on to the next. */
function styleOf(rows: number): string {
  const points = Math.max(6, Math.min(9.5, (ROOM / Math.max(rows, 1) - 0.75) / 2.75));
  return `@page{size:A4;margin:8mm}
:root{color-scheme:light dark;--muted:light-dark(#566068,#a0abb3);--line:light-dark(#d5dbde,#333c43);background:light-dark(#fcfcfb,#15191c);color:light-dark(#171c1f,#e7eaec);font:13px/1.25 system-ui,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
body{margin:0}main{max-width:75rem;margin:0 auto;padding:1rem;overflow-x:auto}
h1{font-size:1.2em;margin:0 0 .5em}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th{text-align:left;border-bottom:1.5px solid}
th,td{padding:.12em .8em .12em 0;vertical-align:top}td{border-bottom:1px solid var(--line)}
th:nth-child(1){width:10%}th:nth-child(3){width:12%}th:nth-child(4){width:13%}th:nth-child(5){width:15%}th:nth-child(6){width:18%}
td div{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;overflow-wrap:anywhere}
td:nth-child(3),td:nth-child(4),td:nth-child(5){font-variant-numeric:tabular-nums}
i,p{color:var(--muted);font-style:normal}p{margin:.6em 0 0}
[data-verdict=reproduces],[data-verdict=supported]{color:light-dark(#2f6b4a,#86c9a3)}
[data-verdict=overstated]{color:light-dark(#735600,#e3c162)}
[data-verdict=dated]{color:light-dark(#2f5580,#94bbe8)}
[data-verdict=not-shown]{color:light-dark(#566068,#a0abb3)}
[data-verdict=contradicted]{color:light-dark(#9b1218,#ff958f)}
@media (width<48rem) and not print{thead{display:none}table,tbody,tr,td{display:block}tr{border-bottom:1px solid var(--line);padding:.5em 0}td{border:0}td div{-webkit-line-clamp:none}}
@media print{:root{color-scheme:only light;background:#fff;color:#000;--muted:#333;font-size:${points.toFixed(2)}pt}main{max-width:none;padding:0;overflow:visible}thead{display:table-header-group}tr{break-inside:avoid}p{font-size:.95em}}`;
}
