/** How the page looks, on a screen and on paper, by day and by night. Without it everything is still there, in order. */

export const style = `:root{color-scheme:light dark;
--paper:#fff;--wash:#f5f6f8;--ink:#15181d;--soft:#545d69;--line:#dde1e7;--strong-line:#b9c0ca;--field:#7a8492;--accent:#1f56b3;
--fail:#b42318;--unknown:#875100;--pass:#17663a;--waived:#5a3ea8;--skip:#545d69;
--fail-wash:#fdf1ef;--unknown-wash:#fcf4e3;--pass-wash:#eef7f1;
--recorded:#1f5fbf;--hole:#98a2b0;--cross:#a1281b;--ask-wash:#fdf3dc}
@media (prefers-color-scheme:dark){:root{
--paper:#13161a;--wash:#1b1f25;--ink:#e8ebef;--soft:#a6afbb;--line:#2b313a;--strong-line:#48515d;--field:#758190;--accent:#8fb6ff;
--fail:#ff9d90;--unknown:#f0bd66;--pass:#7fd4a3;--waived:#c5b3ff;--skip:#a6afbb;
--fail-wash:#2a1917;--unknown-wash:#29210f;--pass-wash:#14241b;
--recorded:#6ea3f5;--hole:#5b6572;--cross:#ff9d90;--ask-wash:#29210f}}
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0 auto;padding:0 clamp(1rem,4vw,3rem) 4rem;max-width:76rem;background:var(--paper);color:var(--ink);
font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
h1,h2,h3,h4{line-height:1.2;margin:0;text-wrap:balance}
h2{font-size:1.5rem;letter-spacing:-.012em;margin-bottom:.75rem}
h3{font-size:1.125rem}
h4{font-size:1rem}
p{margin:0 0 .75rem;max-width:46rem}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
a code{color:inherit}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
code,pre,.id{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.875em}
code{overflow-wrap:anywhere}
.soft,.more{color:var(--soft)}
.soft{font-size:.9375rem}
[hidden]{display:none}
.symbols{position:absolute}
.skip[href]{position:absolute;left:-999rem}
.skip[href]:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:9}
nav{padding:1.25rem 0 0;font-size:.9375rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;margin:0;padding:0}
nav a{color:var(--soft);text-decoration:none}
nav a:hover{color:var(--accent);text-decoration:underline}
main>section{padding-top:3.5rem}
.mast{padding-top:2.5rem}
.brand{font-size:.9375rem;color:var(--soft);margin-bottom:1.25rem}
.brand b{color:var(--ink)}
.verdict{display:flex;gap:1.25rem;align-items:flex-start;margin-bottom:1.75rem}
.verdict .icon{flex:none;margin-top:.1rem}
.verdict h1{font-size:clamp(2rem,5vw,3rem);letter-spacing:-.028em;line-height:1.08;margin-bottom:.5rem;color:var(--ink)}
.verdict.fail .icon{color:var(--fail)}.verdict.unknown .icon{color:var(--unknown)}.verdict.pass .icon{color:var(--pass)}
.whose{font-size:1.125rem;margin-bottom:.25rem}
.line{color:var(--soft);margin:0 0 .25rem}
.population{margin:0;max-width:none;color:var(--soft)}
.population b{color:var(--ink)}
.small{width:auto;margin-bottom:2rem}
.small th,.small td{padding-right:3rem}
.banner{display:flex;gap:.75rem;max-width:none;margin:0 0 .75rem;padding:.875rem 1rem;border-radius:.5rem;background:var(--wash)}
.banner .icon{flex:none;margin-top:.27rem}
.banner p{margin:0;max-width:none}
.banner ul{margin:.375rem 0 0;padding-left:1.1rem}
.banner details{margin-top:.375rem}
.banner>div{min-width:0}
.banner.incomplete{background:var(--unknown-wash)}.banner.incomplete>.icon{color:var(--unknown)}
.banner.complete{background:var(--pass-wash)}.banner.complete>.icon{color:var(--pass)}
.banner.narrowed>.icon{color:var(--soft)}
.icon{vertical-align:-.125em}
.status{white-space:nowrap;font-weight:600}
.about .status{margin-left:.75rem}
.status.fail{color:var(--fail)}.status.unknown{color:var(--unknown)}.status.pass{color:var(--pass)}.status.waived{color:var(--waived)}.status.skip{color:var(--skip);font-weight:400}
.controls .status{white-space:normal}
.severity{white-space:nowrap}
.severity svg{margin-right:.15rem}
.severity.critical svg,.severity.high svg{color:var(--fail)}.severity.medium svg{color:var(--unknown)}.severity.low svg{color:var(--soft)}
main>section.figures{padding-top:2rem}
.figures h2{position:absolute;left:-999rem}
.figures dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:0;margin:0;border-block:1px solid var(--line)}
.figure{padding:1rem 1rem 1.1rem 0}
.figure dt{font-size:.9375rem;color:var(--soft)}
.figure dd{margin:.15rem 0 0;font-size:2.25rem;font-weight:600;letter-spacing:-.025em;line-height:1.1;font-variant-numeric:normal}
.figure.fail .icon{color:var(--fail)}.figure.unknown .icon{color:var(--unknown)}.figure.pass .icon{color:var(--pass)}.figure.waived .icon{color:var(--waived)}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;width:100%;margin:0 0 1rem;font-size:.9375rem;line-height:1.45}
caption{text-align:left;color:var(--soft);padding:0 0 .5rem;font-size:.9375rem}
th,td{text-align:left;vertical-align:top;padding:.5rem 1rem .5rem 0;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{font-weight:400;color:var(--soft);border-bottom-color:var(--strong-line);white-space:nowrap;vertical-align:bottom}
tbody th{font-weight:400}
tfoot th,tfoot td{border-bottom:0;font-weight:600}
td>code,th>code{color:var(--soft)}
th>code{overflow-wrap:normal;white-space:nowrap}
.number{text-align:right;font-variant-numeric:tabular-nums}
.date{white-space:nowrap}
.zero{color:var(--soft)}
td.number:not(.zero){font-weight:600}
.findings th a{font-weight:600}
.map{margin:0 0 1rem;padding:.25rem 0}
.heat{display:block}
.heat text{fill:var(--ink)}
.heat .m-region,.heat .m-number{fill:var(--soft)}
.m-all{fill:var(--recorded)}.m-edge{stroke:var(--recorded)}
.m-none{fill:var(--paper);stroke:var(--hole)}.m-cross{stroke:var(--cross)}
.m-open{fill:var(--ask-wash);stroke:var(--unknown)}.m-ask{stroke:var(--unknown)}.m-dot{fill:var(--unknown)}.m-absent{fill:var(--hole)}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;margin:0 0 1rem;padding:0;font-size:.9375rem}
.legend svg{vertical-align:-.1em;margin-right:.25rem}
.filters{display:none}
.scripted .filters,.filters:not([hidden]){display:grid;grid-template-columns:2fr 1fr 1fr 1.5fr 1.6fr auto;gap:.5rem .75rem;align-items:end;
position:sticky;top:0;z-index:2;background:var(--paper);padding:.75rem 0;border-bottom:1px solid var(--line);margin-bottom:1rem}
.scripted .filters[hidden]{visibility:hidden}
.filters label{font-size:.875rem;color:var(--soft);min-width:0}
.filters input,.filters select{display:block;width:100%;min-width:0;font:inherit;font-size:.9375rem;color:var(--ink);background:var(--paper);border:1px solid var(--field);border-radius:.375rem;padding:.4rem .5rem;height:2.25rem;margin-top:.15rem}
.filters input::placeholder{color:var(--soft);opacity:1}
.filters button{font:inherit;font-size:.9375rem;height:2.25rem;padding:0 .9rem;border:1px solid var(--field);border-radius:.375rem;background:var(--wash);color:var(--ink);cursor:pointer}
.filters output{grid-column:1/-1;font-size:.9375rem;color:var(--soft);min-height:1.5em}
.scripted{scroll-padding-top:8rem}
.rule{padding:2.5rem 0 0;margin-top:2.5rem;border-top:1px solid var(--strong-line)}
.rule h3{font-size:1.3125rem;letter-spacing:-.01em;margin-bottom:.4rem}
.about{margin-bottom:1rem;max-width:none}
.about code{margin-left:.6rem;color:var(--soft)}
.advice{display:grid;grid-template-columns:1fr 1fr;gap:.5rem 3rem;margin-bottom:1.25rem}
.advice h4{font-size:.9375rem;color:var(--soft);font-weight:400;margin-bottom:.25rem}
.advice p{margin:0}
.see{list-style:none;margin:.4rem 0 0;padding:0;font-size:.9375rem}
.finding{padding:1rem 0 .25rem;border-top:1px solid var(--line)}
.finding h4{display:flex;gap:.5rem;align-items:flex-start;margin-bottom:.35rem}
.finding h4 .icon{flex:none;margin-top:.05rem}
.finding.fail h4 .icon{color:var(--fail)}.finding.unknown h4 .icon{color:var(--unknown)}.finding.waived h4 .icon{color:var(--waived)}
.finding>p,.finding>details{margin-left:1.625rem}
.finding .id{font-size:.9375em;font-weight:600}
details{margin:0 0 .75rem}
summary{cursor:pointer;color:var(--accent);width:max-content;max-width:100%}
.proof-of>*:not(summary){margin-top:.75rem}
.everyone ul{columns:18rem;font-size:.9375rem;padding-left:1.1rem;margin:.5rem 0}
.event{margin:.75rem 0 1rem;padding:1rem 1.125rem .5rem;background:var(--wash);border-radius:.5rem;max-width:54rem}
.event figcaption{font-weight:600;margin-bottom:.6rem}
.tag{font-weight:400;font-size:.8125rem;color:var(--soft);border:1px solid var(--strong-line);border-radius:1rem;padding:.05rem .55rem;margin-left:.35rem}
.event dl,footer dl{margin:0 0 .5rem}
.event dl div,footer dl div{display:grid;grid-template-columns:8.5rem 1fr;gap:.75rem;padding:.15rem 0}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
.event dd{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.875rem;line-height:1.7}
pre{margin:.5rem 0;padding:0;overflow-x:auto;line-height:1.45}
.proof{max-width:62rem}
.proof ul{margin:.3rem 0 0;padding-left:1.1rem}
.anchor,.assumed,.waiver{font-size:.9375rem;color:var(--soft)}
.none{padding:1rem 0;color:var(--soft)}
td details{margin:.15rem 0 0}
td details p{margin:.25rem 0 0;font-size:.875rem;overflow-wrap:anywhere}
footer{margin-top:4rem;padding-top:2rem;border-top:1px solid var(--strong-line)}
footer dl{margin-bottom:1.25rem}
@media (max-width:60rem){.scripted .filters,.filters:not([hidden]){grid-template-columns:1fr 1fr;position:static}.filters label:first-child{grid-column:1/-1}.scripted{scroll-padding-top:1rem}}
@media (max-width:44rem){
.advice{grid-template-columns:1fr}
.verdict{gap:.75rem}.verdict .icon{width:2.25rem;height:2.25rem}
.figures dl{grid-template-columns:1fr 1fr}
.event dl div,footer dl div{grid-template-columns:1fr;gap:0;padding:.3rem 0}
.finding>p,.finding>details{margin-left:0}
.findings,.findings tbody,.findings tr,.findings th,.findings td{display:block}
.findings caption{display:block}
.findings thead{position:absolute;left:-999rem}
.findings tr[hidden]{display:none}
.findings tr{padding:.75rem 0;border-bottom:1px solid var(--line)}
.findings th,.findings td{border:0;padding:.1rem 0}
.findings td:first-child,.findings td:nth-child(2){display:inline-block;margin-right:1rem}}
@media print{
:root{color-scheme:light;--paper:#fff;--wash:#f5f6f8;--ink:#000;--soft:#444;--line:#ccc;--strong-line:#999;--accent:#000;--fail:#8f1c13;--unknown:#6b4000;--pass:#10512d;--waived:#43307d;--skip:#444;--fail-wash:#fff;--unknown-wash:#f8f4ea;--pass-wash:#f2f7f4;--recorded:#1f5fbf;--hole:#888;--field:#777;--cross:#8f1c13;--ask-wash:#fff}
@page{margin:16mm 14mm}
html{font-size:9.5pt}
body{padding:0;max-width:none}
nav,.skip[href],.scripted .filters,.filters:not([hidden]){display:none}
.mast{padding-top:0}
main>section{padding-top:1.5rem}
.scroll{overflow:visible}
.heat{width:100%;height:auto}
h2,h3,h4,caption{break-after:avoid}
tr,figure,.banner{break-inside:avoid}
thead{display:table-header-group}
summary{color:var(--soft)}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`
