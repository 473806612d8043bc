#!/usr/bin/env bats
# ccg-read: documents to blocks.

# shellcheck disable=SC2154,SC2030,SC2031 # $root is the helper's
load ../helper

setup() {
  cd "$BATS_TEST_TMPDIR" || return
  mkdir in
}

# Blocks of the PATHs as "kind|text", one a line.
blocks() { ccg-read -p -C kind,text "$@" | tail -n +2 | unquote; }

# CSV of which only the last column may be quoted, to bars between columns.
unquote() { sed -E 's/^([a-z]+),"(.*)"$/\1,\2/; s/""/"/g; s/,/|/'; }

# Columns of docs.csv, bars between them.
from_documents() {
  sqlite3 :memory: '.mode csv' '.import docs.csv d' '.mode list' \
    "SELECT $* FROM d"
}

# What is known of a document: url|publisher|published|title.
known() {
  ccg-read -p --documents docs.csv "$@" >/dev/null
  from_documents url, publisher, published, title
}

# documents.csv as source|state|reason.
states() {
  ccg-read -p --documents docs.csv "$@" >/dev/null 2>err
  from_documents source, state, reason
}

# is WANT GOT: says how they differ.
is() {
  [[ $1 == "$2" ]] && return
  diff <(printf '%s\n' "$1") <(printf '%s\n' "$2")
  return 1
}

# html BODY [HEAD [FILE]]: a page in in/a.html.
html() {
  printf '<!DOCTYPE html><html><head><meta charset=utf-8>%s</head><body>%s</body></html>\n' \
    "${2-}" "$1" >"${3-in/a.html}"
}

para='The group said on Tuesday that it had spent more than it was given, and that it would not be able to pay the money back before next spring.'

@test "usage: an unknown option and no path are 64, help and version 0" {
  try ccg-read --nothing && expect 64 '' '*usage: ccg-read*'
  try ccg-read && expect 64 '' 'usage: ccg-read*'
  try ccg-read -h && expect 0 && grep -q '^usage: ccg-read' out
  try ccg-read -V && expect 0 && grep -q '^ccg-read [0-9.]*$' out
  try ccg-read -m a -m b in && expect 64 '' 'ccg-read: -m given twice'
}

@test "a missing path is 66 before anything is read" {
  echo text >in/a.txt
  try ccg-read --documents docs.csv in/a.txt in/none
  expect 66 '' 'ccg-read: in/none: No such file or directory'
  [[ ! -e docs.csv ]]
  try ccg-read -f none.list
  expect 66 '' 'ccg-read: none.list: No such file or directory'
}

@test "the columns of blocks, documents and rejects, and no rows" {
  ccg-read -p --documents d.csv --rejects r.csv in >b.csv
  is doc_id,source,url,publisher,published,title,block,kind,page,start,header,text "$(<b.csv)"
  is doc_id,source,url,publisher,published,title,retrieved,bytes,blocks,state,reason,input,input_id "$(<d.csv)"
  is doc_id,source,evidence,evidence_start,evidence_end,reason,detail "$(<r.csv)"
}

@test "start is the byte of the block in the blocks joined by newlines" {
  printf 'Caf\303\251\n\n%s\n\n%s\n' "$para" "$para" >in/a.txt
  is "$(printf '0\n6\n%d' $((7 + ${#para})))" \
    "$(ccg-read -p -C start in | tail -n +2)"
}

@test "doc_id is the start of the SHA-256 of the bytes" {
  echo "$para" >in/a.txt
  is "$(sha256sum in/a.txt | cut -c 1-16)" \
    "$(ccg-read -p -C doc_id in | tail -n 1)"
}

@test "a folder is read in byte order, hidden names and metadata.csv left out" {
  mkdir in/B in/.git
  for f in a.txt B/z.txt B/a.txt Z.txt .hidden .git/x.txt; do
    echo "$f: $para" >"in/$f"
  done
  csv source,published a.txt,2016 >in/metadata.csv
  is $'B/a.txt\nB/z.txt\nZ.txt\na.txt' \
    "$(ccg-read -p -C source in | tail -n +2)"
}

@test "the same folder elsewhere gives the same bytes" {
  echo "$para" >in/a.txt
  cp "$root"/fixtures/pages/0[1-5]*.html in/
  cp -r in other && touch -d 2001-01-01 other/*
  cmp <(ccg-read in) <(ccg-read other/)
}

@test "a list on standard input or in a file keeps the names as listed" {
  mkdir -p in/sub && echo "a $para" >in/sub/a.txt && echo "b $para" >in/b.txt
  cd in
  is $'sub/a.txt\nb.txt' \
    "$(printf './sub/a.txt\r\n\nb.txt\n' | ccg-read -p -C source - | tail -n +2)"
  printf 'b.txt' >../list
  is $'sub/a.txt\nb.txt' \
    "$(ccg-read -p -C source -f ../list sub | tail -n +2 | sed 's|^a|sub/a|')"
}

@test "a list says where a source begins, and its metadata holds as in a walk" {
  mkdir -p in/a/b && echo "$para" >in/a/b/1.txt && echo "x $para" >in/a/2.txt
  echo "y $para" >in/a/b/3.txt
  csv source,title a/2.txt,Two a/b/3.txt,Three >in/metadata.csv
  csv source,title 1.txt,One >in/a/b/metadata.csv
  ln -s .. in/a/loop && ln -s none in/a/gone
  ccg-read -p --documents d.csv in >b.csv 2>/dev/null
  ccg-read --list in | cut -f 7 >list
  is "$PWD/in/./a/2.txt" "$(head -n 1 list)"
  ccg-read -p --documents d2.csv -f list >b2.csv 2>/dev/null
  cmp b.csv b2.csv
  cmp <(ccg-join -p --anti -k doc_id -f d2.csv d.csv) <(head -n 1 d.csv)
  grep -q "a/loop.*nested without end" d.csv && grep -q ,Three, d.csv
}

@test "what would be read: a line each, other when the file or its metadata is" {
  echo "$para" >in/a.txt && cp in/a.txt in/b.txt
  csv source,title a.txt,One >in/metadata.csv
  ccg-read --list in >one
  is 2 "$(wc -l <one)"
  is "$(printf %s "$PWD/in/a.txt" | sha256sum | cut -c 1-16) $(wc -c <in/a.txt)" \
    "$(head -n 1 one | cut -f 1,2 | tr '\t' ' ')"
  is "$(stat -c %i in/a.txt)" "$(head -n 1 one | cut -f 5)"
  is - "$(tail -n 1 one | cut -f 6)"
  csv source,title a.txt,Two >in/metadata.csv
  ccg-read --list in >two
  diff <(cut -f 1-5,7 one) <(cut -f 1-5,7 two)
  is 1 "$(diff one two | grep -c "^>")"
  touch -d 2001-01-01 in/b.txt
  is 1 "$(ccg-read --list in | diff two - | grep -c "^>")"
  : >in/$'two\nlines'
  try ccg-read --list in
  expect 0 "$(ccg-read --list in 2>/dev/null)" 'ccg-read: *a line break or tab in the name, left out'
}

@test "a path of a list that is not there is a reject and the run goes on" {
  echo "$para" >in/a.txt
  printf 'in/none.txt\nin/a.txt\n' |
    ccg-read -p --documents d.csv - >b.csv 2>err
  is 'ccg-read: in/none.txt: No such file or directory' "$(<err)"
  grep -q 'in/none.txt.*unreadable,No such file' d.csv && grep -q 'in/a.txt' b.csv
}

@test "two files of the same bytes are one document, and the second is named" {
  echo "$para" >in/a.txt && cp in/a.txt in/b.txt
  is 'a.txt|read|' "$(states in)"
  is 'ccg-read: b.txt: same bytes as an earlier document' "$(<err)"
}

# Three pages, two of them pictures.
scans() {
  cat <<'E'
%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Count 3/MediaBox[0 0 600 800]/Kids[3 0 R 4 0 R 4 0 R]/Resources<</Font<</F 5 0 R>>/XObject<</I 6 0 R>>>>>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/Contents 7 0 R>> endobj
4 0 obj <</Type/Page/Parent 2 0 R/Contents 8 0 R>> endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
6 0 obj <</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>> stream
x
endstream endobj
7 0 obj <</Length 100>> stream
BT /F 12 Tf 50 700 Td (Sheffield CCG expects a deficit of 20m pounds in 2018-19, its board heard.) Tj ET
endstream endobj
8 0 obj <</Length 29>> stream
q 600 0 0 800 0 0 cm /I Do Q
endstream endobj
trailer <</Root 1 0 R>>
%%EOF
E
}

@test "the pages of a document that are pictures are one reject" {
  scans >in/x.pdf
  ccg-read --rejects r.csv -p in >blocks.csv 2>err
  is "$(csv reason,detail \
    'page_unreadable,page 2: image only; page 3: image only')" \
    "$(ccg-flag -p --no-builtin -C reason,detail r.csv)"
  is $'ccg-read: x.pdf: page 2: image only\nccg-read: x.pdf: page 3: image only' \
    "$(<err)"
}

@test "what cannot be read is named with its reason, and the exit is 0" {
  : >in/empty.txt
  printf '\x89PNG\r\n\x1a\n\0\0\0' >in/a.txt
  printf '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0' >in/b.doc
  printf 'PK\3\4%26s[Content_Types].xml' '' >in/c.docx
  printf '<html><p>Not found' >in/d.pdf
  echo "$para" | gzip | head -c 60 >in/e.txt.gz
  printf '\1\2\3\4\5\6\7\0%.0s' {1..20} >in/f.bin
  printf '<html><body><script>x</script></body></html>' >in/g.html
  printf '{"a": 1}' >in/h.json
  ln -s . in/i
  ln -s /none in/j
  is "$(printf '%s\n' 'a.txt|unreadable|picture' \
    'b.doc|unreadable|old Microsoft Office document' \
    'c.docx|unreadable|office document or e-book' \
    'd.pdf|unreadable|not a PDF' \
    'e.txt.gz|unreadable|input ends before the gzip trailer' \
    'empty.txt|unreadable|empty' \
    'f.bin|unreadable|binary of unknown type' \
    'g.html|unreadable|no text' \
    'h.json|unreadable|JSON' \
    'i|unreadable|folders nested without end' \
    'j|unreadable|No such file or directory')" "$(mkdir t && cp -a in t && states t/in)"
  (($(wc -l <err) == 11))
}

@test "rejects name the document and the reason" {
  : >in/empty.txt
  ccg-read --rejects r.csv in >/dev/null 2>&1
  is e3b0c44298fc1c14,empty.txt,,,,document_unreadable,empty "$(tail -n 1 r.csv)"
}

@test "a gzip document is read as what is in it" {
  html "<h1>A title of a page</h1><p>$para</p>"
  gzip -n in/a.html
  is "title|A title of a page
paragraph|$para" "$(blocks in)"
}

@test "files that are full and readers that leave: 71, and 141 in silence" {
  echo "$para" >in/a.txt
  try sh -c 'ccg-read in >/dev/full' && expect 71 '' '*No space left on device'
  try sh -c 'ccg-read --documents /dev/full in' && expect 71 '' '*No space left on device'
  unread ccg-read in
  (trap '' PIPE && unread ccg-read in)
}

@test "names of files and addresses that hold anything are written as text" {
  echo "$para" >$'in/a\nb\x1b\xff.txt'
  is 'a b�.txt' "$(ccg-read -p -C source in | tail -n 1)"
  page "A CCG. $para" && response $'http://e.org/\001\"' | tr '\001' '\000' >x.warc
  is '"http://e.org/"""' "$(ccg-read -p -C source x.warc | tail -n 1)"
}

# Metadata.

@test "metadata.csv wins over the page for what it states" {
  html "<h1>The page's own title</h1><p>$para</p>" \
    '<meta property="article:published_time" content="2018-05-29"><meta property="og:site_name" content="Echo">'
  csv source,published,publisher,title 'a.html,,HCR,"Title, given"' >in/metadata.csv
  is '|HCR|2018-05-29|Title, given' "$(known in)"
  is '|HCR|2018-05-29|Title, given' "$(known in/a.html)"
  csv source,published a.html,2016-07 >m.csv
  is '|HCR|2016-07|Title, given' "$(csv source,published,publisher,title \
    'a.html,2016-07,HCR,"Title, given"' >m.csv && known -m m.csv in)"
}

@test "metadata.csv holds for the folders below, the nearest first" {
  mkdir in/sub
  echo "$para" >in/sub/a.txt
  csv source,published sub/a.txt,2016 >in/metadata.csv
  is '||2016|' "$(known in)"
  csv source,published a.txt,2017-02 >in/sub/metadata.csv
  is '||2017-02|' "$(known in)"
}

@test "a bad table of metadata is 65" {
  echo "$para" >in/a.txt
  csv name,published a.txt,2016 >in/metadata.csv
  try ccg-read in && expect 65 '' '*metadata.csv*source*'
  csv source,published a.txt,yesterday >in/metadata.csv
  try ccg-read in && expect 65 '' 'ccg-read: in/metadata.csv:2: not a date: yesterday'
  rm in/metadata.csv
  try ccg-read -m none.csv in && expect 66 '' '*none.csv: No such file or directory'
}

@test "dates: JSON-LD before meta before what is shown; the change is not taken" {
  ld='<script type="application/ld+json">{"@context":"x","@graph":[{"@type":"WebPage","datePublished":"2001-01-01"},{"@type":["NewsArticle"],"headline":"A headline of some length","datePublished":"2018-07-13T05:00:00Z","dateModified":"2019-01-01","publisher":{"name":"The Tees Echo"}}]}</script>'
  meta='<meta name="pubdate" content="Fri, 14 Jul 2018 08:00:00 GMT">'
  body="<h1>A headline of some length</h1><p class=d>Last updated: 3 May 2019</p><p>Published: 21/07/2016</p><p>$para</p>"
  html "$body" "$ld$meta" && is '|The Tees Echo|2018-07-13|A headline of some length' "$(known in)"
  html "$body" "$meta" && is '||2018-07-14|A headline of some length' "$(known in)"
  html "$body" && is '||2016-07-21|A headline of some length' "$(known in)"
}

@test "dates as people write them, day before month" {
  local n=10 all=()
  while IFS='|' read -r shown want; do
    html "<h1>A headline $n of some length</h1><p>$shown</p><p>$para</p>" '' in/$n.html
    all+=("||$want|A headline $n of some length")
    n=$((n + 1))
  done <<'END'
22 August, 2016|2016-08-22
Posted on 1 April 2019|2019-04-01
Monday 14th August 2017 09:15|2017-08-14
03/09/2015|2015-09-03
07/21/2016|2016-07-21
August 22, 2016|2016-08-22
Date: 06 Nov 2017|2017-11-06
Published: July 2016|2016-07
By Jo Day / 11 June 2024 / 4 min read|2024-06-11
By Jo Day22nd August 2016|2016-08-22
By Jo Day Published: 22 August 2016 Last modified: 23 August 2016|2016-08-22
22. August 2016, 9:15 Uhr|2016-08-22
Publié le 22 août 2016|2016-08-22
22 de agosto de 2016|2016-08-22
2016年8月22日|2016-08-22
Updated: Thursday, 25 Aug 2016, 4:25 PM EDT Published : Monday, 22 Aug 2016, 3:05 PM EDT|2016-08-22
Carried out 2016|
Published 2 days ago|
Updated 5 May 2017|
END
  ((n == 29))
  is "$(printf '%s\n' "${all[@]}")" "$(known in)"
}

@test "a date from the URL, from time elements, from the file's name" {
  html "<h1>A headline of some length</h1><p>$para</p>" \
    '<link rel=canonical href="https://e.org/2016/aug/22/x">'
  is 'https://e.org/2016/aug/22/x||2016-08-22|A headline of some length' "$(known in)"
  html "<h1>A headline of some length</h1><time class=updated datetime=2020-01-01>x</time><time datetime=2015-11-03T12:31>3 November</time><p>$para</p>"
  is '||2015-11-03|A headline of some length' "$(known in)"
  html "<h1>A headline of some length</h1><p>$para</p>" \
    '<link rel=canonical href="https://e.org/2016/sport/08/22/x">'
  is 'https://e.org/2016/sport/08/22/x||2016-08-22|A headline of some length' "$(known in)"
  html "<div>Opinion August 22, 2016, 5:00PM EST</div><h1>A headline of some length</h1><p>$para</p>"
  is '||2016-08-22|A headline of some length' "$(known in)"
  html "<nav>3 May 2019</nav><h1>A headline of some length</h1><ul class=share-tools><li>June 7, 2016, 3:31 am</li><li><a href=/x>Print</a></li></ul><p>$para</p>"
  is '||2016-06-07|A headline of some length' "$(known in)"
  rm in/* && echo "$para" >in/2016-08-22-piece.txt
  is '||2016-08-22|' "$(known in)"
}

@test "the site's name is cut off the title and taken as publisher" {
  html "<h2><a href=/>The Grumbler</a></h2><h3>Stop building stadiums here</h3><p>$para</p>" \
    '<title>The Grumbler: Stop building stadiums here</title>'
  is '|||Stop building stadiums here' "$(known in)"
  html "<p>$para</p><p>$para</p>" '<title>Deficit triples to &pound;48m | East | Ouse Post</title>'
  is '|Ouse Post||Deficit triples to £48m' "$(known in)"
  html "<p>$para</p><p>$para</p>" '<title>Deficit triples to &pound;48m | | Ouse Post</title>'
  is '|Ouse Post||Deficit triples to £48m' "$(known in)"
}

# Character sets.

@test "character sets: mark, declaration, detection, windows-1252; UTF-8 wins" {
  local want='' text='A £3m deficit – “quite a lot” for Kernow, said the café owner in Truro.'
  for set in utf-8 windows-1252 utf-16le; do
    for declared in '' '<meta charset=utf-8>' '<meta charset="iso-8859-1">'; do
      printf '<html><head>%s</head><body><p>%s</p></body></html>' "$declared" "$text" |
        iconv -f utf-8 -t $set >in/$set${#declared}.html
      want+=paragraph\|$text$'\n'
    done
  done
  is "${want%$'\n'}" "$(blocks in)"
  rm in/*
  printf '%s\n' "$text" | iconv -f utf-8 -t utf-16 >in/a.html
  mv in/a.html in/a.txt
  is "paragraph|$text" "$(blocks in)"
  printf '<meta charset=koi8-r><p>%s</p>' 'Дефицит вырос, сказал он.' | iconv -f utf-8 -t koi8-r >in/a.html
  rm in/a.txt
  is 'paragraph|Дефицит вырос, сказал он.' "$(blocks in)"
}

@test "broken UTF-8 becomes U+FFFD and is counted" {
  printf 'Caf\303\251, caf\303\251, caf\303\251, caf\303\251: and a broken \303 byte in it, twice \377.\n' >in/a.txt
  is 'paragraph|Café, café, café, café: and a broken � byte in it, twice �.' "$(blocks in)"
  is 'a.txt|read|2 broken characters' "$(states in)"
}

@test "no-break spaces, soft hyphens, zero widths, NFC" {
  printf 'It rose to \302\243480\302\240million, \342\200\213com\302\255mission\302\255ing\342\200\221led, cafe\314\201 said.\n' >in/a.txt
  is 'paragraph|It rose to £480 million, commissioning-led, café said.' "$(blocks in)"
}

# Pages.

@test "the article is found: token F1 over pages of many make-ups" {
  local pages=$root/fixtures/pages
  ccg-read -p -C source,kind,text "$pages"/*.html >got.csv
  awk -f - pages="$pages" got.csv <<'EOF' >scores
# The words of a line into bag, counted.
function words(line, bag,    n) {
  line = tolower(line)
  while (match(line, /[a-z0-9\200-\377]+/)) {
    bag[substr(line, RSTART, RLENGTH)]++
    n++
    line = substr(line, RSTART + RLENGTH)
  }
  return n
}
function score(source,    file, line, want, k, same, n, m) {
  file = pages "/" source
  sub(/html$/, "txt", file)
  while ((getline line < file) > 0) m += words(line, want)
  for (k in got) same += got[k] < want[k] ? got[k] : want[k]
  n = total
  printf "%.3f %s\n", n + m ? 2 * same / (n + m) : 0, source
  split("", got)
  total = 0
}
FNR == 1 { next }
{
  source = substr($0, 1, index($0, ",") - 1)
  rest = substr($0, index($0, ",") + 1)
  kind = substr(rest, 1, index(rest, ",") - 1)
  if (source != last && last != "") score(last)
  last = source
  if (kind ~ /^(paragraph|heading|item|row)$/)
    total += words(substr(rest, index(rest, ",") + 1), got)
}
END { score(last) }
EOF
  cat scores
  (($(wc -l <scores) == $(find "$pages" -name '*.html' | wc -l)))
  awk '{ sum += $1; if ($1 < 0.93) bad++ }
    END { print "mean", sum / NR; exit !(NR > 50 && sum / NR > 0.99 && !bad) }' scores
}

@test "furniture is told apart and not lost" {
  html "<nav><a href=/>Home</a></nav><h1>A headline of some length</h1><p>By Jo Day</p><p>$para</p><p>Read more: <a href=/x>Another trust in trouble</a></p><p>$para</p><div class=comments><p>I disagree with all of it.</p></div><footer>About us</footer>"
  is "furniture|Home
title|A headline of some length
furniture|By Jo Day
paragraph|$para
furniture|Read more: Another trust in trouble
paragraph|$para
furniture|I disagree with all of it.
furniture|About us" "$(blocks in)"
}

@test "inline elements join, blocks part, two breaks are a paragraph" {
  html "<h1>A headline of some length</h1><div>It has a <b>£2</b>m gap, <a href=/x>it</a> said<em>.</em> $para<br><br>Second. $para<p>Third. $para</p>tail of the text. $para</div>"
  is "title|A headline of some length
paragraph|It has a £2m gap, it said. $para
paragraph|Second. $para
paragraph|Third. $para
paragraph|tail of the text. $para" "$(blocks in)"
}

@test "raised digits of notes do not stick to words" {
  html "<h1>A headline of some length</h1><p>Prescribing<sup>2</sup> rose<sup><a href=#n>[1]</a></sup> to 10m<sup>2</sup>, CO<sub>2</sub> fell on the 1<sup>st</sup>. $para</p>"
  is "paragraph|Prescribing rose to 10m, CO2 fell on the 1st. $para" "$(blocks in | tail -n 1)"
}

@test "hidden text, scripts and templates are no part of an article" {
  html "<h1>A headline of some length</h1><p>$para</p><div style='display: none'>Hidden words stand here for nobody.</div><p hidden>More hidden words.</p><script>var x = '<p>no</p>'</script><template><p>no</p></template><noscript><p>no</p></noscript><p>$para</p>"
  is "title|A headline of some length
paragraph|$para
furniture|Hidden words stand here for nobody.
furniture|More hidden words.
paragraph|$para" "$(blocks in)"
}

@test "furniture in other words: labels with links, notices of rights, other languages" {
  local t="<p>$para</p>"
  html "<h1>A headline of some length</h1>$t<div><div>Материалы по теме:</div><a href=/x>Лось прокатился на трамвае</a></div>$t<div>РЕКЛАМА</div><p>À lire aussi</p><p>Publicité</p><p>広告</p>$t<p>Copyright Daily Pilot. All rights reserved. This material, and other digital content on this website, may not be reproduced, published, broadcast, rewritten or redistributed in whole or in part without prior written permission from Daily Pilot.</p>"
  is "title|A headline of some length
paragraph|$para
paragraph|$para
paragraph|$para" "$(blocks in | grep -v '^furniture')"
  (($(blocks in | grep -c '^furniture') == 7))
  html "<h1>A headline of some length</h1>$t<p>The notice said: all rights reserved.</p>$t<div><p>Jo Day:</p><p>I said no, and I <a href=/x>said it</a> twice.</p></div>$t"
  is 0 "$(blocks in | grep -c '^furniture')"
}

@test "a gallery's captions are its text, an article's are captions" {
  local slide="<figure><img src=a.jpg><figcaption>Car 14, built in 1911, leads the procession out of the depot shortly after dawn.</figcaption></figure>"
  html "<h1>A headline of some length</h1><p>$para</p><div>$slide$slide$slide</div>"
  is 4 "$(blocks in | grep -c '^paragraph')"
  html "<h1>A headline of some length</h1><p>$para</p>$slide$slide$slide<p>$para</p><p>$para</p>"
  is 3 "$(blocks in | grep -c '^paragraph')"
}

@test "a headline with the word above it in one element is the title" {
  html "<h2><span>Dispute</span> <span>Why the bells of Overfield are silent</span></h2><p>$para</p><h2>The window</h2><p>$para</p>" \
    '<meta property=og:title content="Why the bells of Overfield are silent">'
  is "title|Dispute Why the bells of Overfield are silent" "$(blocks in | head -n 1)"
  is "heading|The window" "$(blocks in | grep '^heading')"
}

# shown SCRIPT [BODY [HEAD]]: the paragraphs of a page that its scripts make.
shown() {
  html "${2-<div id=root></div>}<script>$1</script>" "<title>A headline of some length</title>${3-}"
  blocks in | grep -v '^furniture'
}

@test "an article that only a script's data holds is read, whatever its shape" {
  local three="paragraph|$para
paragraph|$para
paragraph|$para" p="<p>$para<\\/p>"
  is "$three" "$(shown "window.__STATE__={\"story\":{\"bodyHtml\":\"$p$p$p\"}};")"
  is "$three" "$(shown "x({article:{title:\"T\",body:[\"$para\",\"$para\",\"$para\"]}})")"
  is "$three" "$(shown "window.S = JSON.parse('{\"text\":\"$para\\\\n$para\\\\n$para\"}')")"
  is "$three" "$(shown "{\"state\":\"{\\\"content\\\":\\\"$para\\\\n$para\\\\n$para\\\"}\"}")"
  is "heading|The money
$three
item|one half of it" "$(shown "{\"content\":[
    {\"nodeType\":\"heading-2\",\"content\":[{\"nodeType\":\"text\",\"value\":\"The money\"}]},
    {\"nodeType\":\"paragraph\",\"content\":[{\"value\":\"${para:0:20}\"},{\"value\":\"${para:20}\",\"marks\":[{\"type\":\"bold\"}]}]},
    {\"nodeType\":\"paragraph\",\"content\":[{\"value\":\"$para\"}]},
    {\"nodeType\":\"embed\",\"caption\":\"A picture of it.\",\"src\":\"a.jpg\"},
    {\"nodeType\":\"paragraph\",\"content\":[{\"value\":\"$para\"}]},
    {\"type\":\"list-item\",\"text\":\"one half of it\"}]}")"
  is "$three" "$(shown '' "<div data-page='{\"props\":{\"post\":{\"body\":\"<p>$para</p><p>$para</p><p>$para</p>\"}}}'></div>")"
}

@test "comments, other stories, menus and settings in a script are no article" {
  local t="\"text\":\"$para $para\"" three
  three="[{$t},{$t},{$t}]"
  local more="{\"title\":\"Another\",\"url\":\"/a\",\"body\":\"$para\"}"
  is "title|A headline of some length" "$(shown "{\"comments\":$three,
    \"relatedStories\":$three, \"footer\":{$t}, \"consentText\":\"$para $para $para\",
    \"items\":[$more,$more,$more,$more], \"data\":\"${p:=$(printf 'eJy0%.0s' {1..200})}\"}" \
    '<h1>A headline of some length</h1>')"
}

@test "a script's article is taken only where the page shows much less" {
  local state="{\"title\":\"A headline of some length\",\"body\":\"<p>$para</p><p>One thing more was said of it, and that was the last of all.</p><p>$para $para</p>\"}"
  local head='<h1>A headline of some length</h1>'
  is "title|A headline of some length
paragraph|$para
paragraph|One thing more was said of it, and that was the last of all.
paragraph|$para $para" "$(shown "$state" "$head<p>$para</p><p>Subscribe now and read all of it, and everything else, for a pound.</p>")"
  is "title|A headline of some length
paragraph|$para
paragraph|$para
paragraph|$para" "$(shown "$state" "$head<p>$para</p><p>$para</p><p>$para</p>")"
  is "title|Another headline
paragraph|$para
paragraph|$para" "$(shown "$state" "<h1>Another headline</h1><p>$para</p><p>$para</p>" \
    '<meta property=og:title content="Another headline">')"
}

@test "JSON-LD's text replaces the first lines that a page shows of it" {
  html "<h1>A headline of some length</h1><p>$para</p><p>Read all of it for a pound a week, with the crossword.</p>" \
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"articleBody\":\"$para\\n\\nTwo men were seen to leave. $para\\n\\nNobody knew their names. $para\"}</script>"
  is "title|A headline of some length
paragraph|$para
paragraph|Two men were seen to leave. $para
paragraph|Nobody knew their names. $para" "$(blocks in | grep -v '^furniture')"
}

# Rows as "header => text", tabs as bars.
rows() {
  ccg-read -p -C kind,header,text "$@" | grep '^row\|^caption' | tr '\t' ';' |
    sed -E 's/^row,//; s/"//g'
}

@test "a table's rows carry the path of headings over each column" {
  html "<p>$para</p><table><caption>Position, £m</caption>
    <thead><tr><th rowspan=2>CCG<th colspan=2>Year to date<th>Full year<tr><th>Plan<th>Actual<th>Forecast</thead>
    <tr><th scope=row>North<td>(5.0)<td>(6.1)<td>(9.0)
    <tr><td colspan=4><b>Others</b>
    <tr><td rowspan=2>South<td>1<td>2<td>3
    <tr><td>4<td><td>6</table><p>$para</p>"
  is 'caption,,Position, £m
CCG;Year to date / Plan;Year to date / Actual;Full year / Forecast,North;(5.0);(6.1);(9.0)
caption,,Others
CCG;Year to date / Plan;Year to date / Actual;Full year / Forecast,South;1;2;3
CCG;Year to date / Plan;Year to date / Actual;Full year / Forecast,South;4;;6' "$(rows in)"
}

@test "a table without th has words over figures as its headings" {
  html "<p>$para</p><table><tr><td><td>2016-17<td>2017-18<tr><td>Acute<td>12.1<td>13<tr><td>Community<td>4<td>5.5</table>"
  is ';2016-17;2017-18,Acute;12.1;13
;2016-17;2017-18,Community;4;5.5' "$(rows in)"
}

@test "layout tables hold paragraphs, a data table inside one keeps its rows" {
  html "<table><tr><td><a href=/>Home</a><td><h1>A headline of some length</h1><p>$para<table><tr><th>Group<th>Cost<tr><td>A<td>5<tr><td>B<td>6</table><p>$para</table>"
  is 'Group;Cost,A;5
Group;Cost,B;6' "$(rows in)"
  is 2 "$(blocks in | grep -c '^paragraph')"
}

@test "wide spans over many rows do not make a small page huge" {
  { echo '<table>' && yes '<tr><td colspan=999>a<td>b' | head -n 20000; } >in/a.html
  (($(ccg-read -p -C header,text in | wc -c) < 8000000))
}

# Plain text.

@test "plain text: title, headings, items, hard-wrapped paragraphs" {
  fold -s -w 66 <<<"$para $para" | sed 's/ *$//' >wrapped
  { printf 'Bigger groups, smaller sums\n\n' && cat wrapped &&
    printf '\n• one thing\n• another thing that is too long to go into one line of\n  this file\n\nA heading\n\n' &&
    cat wrapped; } >in/a.txt
  is "title|Bigger groups, smaller sums
paragraph|$para $para
item|one thing
item|another thing that is too long to go into one line of this file
heading|A heading
paragraph|$para $para" "$(blocks in)"
}

@test "plain text: one line a paragraph" {
  printf '%s\nIt is unclear why.\n- East CCG – a review.\n- West CCG – a plan.\n%s\n' "$para" "$para" >in/a.txt
  is "paragraph|$para
paragraph|It is unclear why.
item|East CCG – a review.
item|West CCG – a plan.
paragraph|$para" "$(blocks in)"
}

@test "plain text: columns by tabs or spaces are a table" {
  printf '%s\n\n\tPlan\tActual\nNorth CCG\t1,200\t(1,350)\nSouth CCG\t900\t880\n\n' "$para" >in/a.txt
  printf 'Group         Budget   Forecast\nEast CCG      5.0      6.1\n\n%s  See below.\n' "$para" >>in/a.txt
  is ';Plan;Actual,North CCG;1,200;(1,350)
;Plan;Actual,South CCG;900;880
Group;Budget;Forecast,East CCG;5.0;6.1' "$(rows in)"
  is 2 "$(blocks in | grep -c '^paragraph')"
}

@test "plain text: furniture lines and lists, and all behind the comments" {
  printf '%s\n' 'A headline of some length' 'Published' '24 July 2017' '' "$para" 'Hide Ad' '' \
    'Read more: Another trust in trouble' '' "$para" '' Topics '- NHS Dudley CCG' '- Simon Stevens' \
    'Fourteen trusts put in measures' '- 1' '- 2' 'Currently reading' 'A headline of some length' \
    "2 Readers' comments" 'It was the same with the PCT in our day, and will be again.' >in/a.txt
  is "title|A headline of some length
furniture|Published
furniture|24 July 2017
paragraph|$para
furniture|Hide Ad
furniture|Read more: Another trust in trouble
paragraph|$para
furniture|Topics
furniture|NHS Dudley CCG
furniture|Simon Stevens
furniture|Fourteen trusts put in measures
furniture|1
furniture|2
furniture|Currently reading
furniture|A headline of some length
furniture|2 Readers' comments
furniture|It was the same with the PCT in our day, and will be again." "$(blocks in)"
  is '||2017-07-24|A headline of some length' "$(known in)"
}

# Hostile pages.

@test "a hundred thousand open elements cost neither stack nor minutes" {
  { printf '<p>%s</p>' "$para" && yes '<div>' | head -n 100000 &&
    yes '<b><i>' | head -n 20000 && echo "<p>$para</p>"; } >in/a.html
  (ulimit -s 1024 -t 60 && ccg-read -p -C kind,text in) >b.csv
  is 3 "$(wc -l <b.csv)"
}

@test "open formatting elements that multiply are refused or read, not run away" {
  { for i in {1..4000}; do printf '<font size=%d>' "$i"; done
    for i in {1..4000}; do printf '<p>x'; done; } >in/a.html
  (ulimit -t 60 && ccg-read -p --documents d.csv in) >b.csv 2>err
  (($(wc -l <d.csv) == 2))
}

@test "a line of megabytes is cut into blocks that later stages can read" {
  awk 'BEGIN { for (i = 0; i < 700000; i++) printf "word \"%d\" ", i }' >in/a.txt
  ccg-read -C text in >b.gz
  (($(zcat b.gz | awk '{ if (length > max) max = length } END { print max }') < 4000000))
  (($(zcat b.gz | wc -l) > 5))
}

# Archives.

# record TYPE URL BODY [HEADER...]: one WARC record.
record() {
  local type=$1 url=$2 body=$3
  shift 3
  printf 'WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2018-05-30T06:07:08Z\r\n' "$type" "$url"
  (($# == 0)) || printf '%s\r\n' "$@"
  printf 'Content-Length: %d\r\n\r\n' "${length:-$(wc -c <"$body")}"
  cat "$body" && printf '\r\n\r\n'
}

# page TEXT [HEADER...]: an HTTP response in the file page.
page() {
  local text=$1
  shift
  { printf 'HTTP/1.1 %s\r\nContent-Type: text/html\r\n' "${status:-200 OK}"
    (($# == 0)) || printf '%s\r\n' "$@"
    printf '\r\n<html><body><h1>A headline of some length</h1><p>%s</p></body></html>' "$text"; } >page
}

response() { record response "$1" page 'Content-Type: application/http; msgtype=response'; }

@test "a web archive: records of pages are documents named by their URLs" {
  {
    printf 'software: x\r\n' >info && record warcinfo '' info
    printf 'GET / HTTP/1.1\r\n\r\n' >request && record request http://e.org/ request
    page "A CCG. $para" && response http://e.org/
    page "B CCG. $para" && response '<http://e.org/b/>'
    status='404 Not Found' && page "C CCG. $para" && response http://e.org/c && unset status
    page "No such body. $para" && response http://e.org/d
    record revisit http://e.org/ page
    printf 'HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG CCG' >page && response http://e.org/e.png
    echo "F CCG. $para" >f && record resource http://e.org/f.txt f 'Content-Type: text/plain'
  } >a.warc
  ccg-read -p --documents d.csv a.warc >b.csv 2>err
  is $'http://e.org/\nhttp://e.org/b/\nhttp://e.org/f.txt' "$(tail -n +2 d.csv | cut -d, -f 2)"
  is 2018-05-30T06:07:08Z "$(tail -n 1 d.csv | cut -d, -f 7)"
  is 'ccg-read: a.warc: 1 of 4 pages do not mention CCGs' "$(<err)"
  ccg-read -p -a --documents d.csv a.warc >/dev/null
  is 5 "$(wc -l <d.csv)"
  gzip -n <a.warc >one.warc.gz
  cmp b.csv <(ccg-read -p one.warc.gz 2>/dev/null)
}

@test "a web archive: a member a record, chunks, gzip, deflate" {
  page "A CCG. $para"
  sed '1,/^\r$/d' page >body
  {
    { printf 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n' && gzip -n <body; } >page
    response http://e.org/a | gzip -n
    { printf 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
      sed 's/A CCG/B CCG/' body >plain
      printf '%x;x=y\r\n' "$(wc -c <plain)" && cat plain && printf '\r\n0\r\n\r\n'; } >page
    response http://e.org/b | gzip -n
    { printf 'HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n'
      sed 's/A CCG/C CCG/' body | gzip -n | tail -c +11 | head -c -8; } >page
    response http://e.org/c | gzip -n
  } >a.warc.gz
  is "$(printf '%s\n' "http://e.org/a,A CCG." "http://e.org/b,B CCG." "http://e.org/c,C CCG.")" \
    "$(ccg-read -p -C source,kind,text a.warc.gz | sed -nE 's/,paragraph,"?([ABC] CCG\.).*/,\1/p')"
}

# stored FILE: its bytes as a brotli stream that holds them as they are.
stored() {
  local head=$((($(wc -c <"$1") - 1) << 4 | 1 << 20))
  # shellcheck disable=SC2059 # the format is the three bytes
  printf "$(printf '\\x%02x' $((head & 255)) $((head >> 8 & 255)) $((head >> 16)))"
  cat "$1" && printf '\x03'
}

@test "a web archive: brotli; a header of an encoding that was undone" {
  # encoded URL ENCODING COMMAND: a record with what COMMAND makes of a page.
  encoded() {
    { printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: %s\r\n\r\n' "$2"
      "${@:3}"; } >page
    response "$1"
  }
  for name in a b c d; do
    page "${name^} CCG. $para" && sed '1,/^\r$/d' page >$name
  done
  stored a >a.br && stored b | head -c 100 >b.br && echo rubbish >e
  {
    encoded http://e.org/a br cat a.br
    encoded http://e.org/b br cat b.br
    encoded http://e.org/c br cat c
    encoded http://e.org/d gzip cat d
    encoded http://e.org/e gzip cat e
  } >a.warc
  ccg-read -p --documents d.csv a.warc >blocks.csv 2>err
  is "ccg-read: http://e.org/b: compressed body cut short
ccg-read: http://e.org/e: compressed body cut short" "$(<err)"
  is "$(printf '%s\n' "http://e.org/a,A CCG." "http://e.org/c,C CCG." "http://e.org/d,D CCG.")" \
    "$(ccg-flag -p --no-builtin -C source,text --where 'kind = "paragraph"' blocks.csv |
      sed -nE 's/,"?([ACD] CCG\.).*/,\1/p')"
}

@test "a web archive: lines that end in LF, one empty line between records" {
  page "A CCG. $para" && response http://e.org/a | sed 's/\r$//' >lf
  # The body's length is that of what stands there.
  sed -i "s/^Content-Length: .*/Content-Length: $(sed '1,/^$/d' lf | head -c -2 | wc -c)/" lf
  page "B CCG. $para" && response http://e.org/b | head -c -2 >one
  page "C CCG. $para" && response http://e.org/c >two
  cat lf one two >a.warc
  ccg-read -p --documents d.csv a.warc >/dev/null 2>err
  is '' "$(<err)"
  is $'http://e.org/a\nhttp://e.org/b\nhttp://e.org/c' "$(tail -n +2 d.csv | cut -d, -f 2)"
}

@test "archives of kinds that are not read are named" {
  printf 'filedesc://x.arc 0.0.0.0 2005 text/plain 7\n' >x.arc
  printf '\x28\xb5\x2f\xfdabcdefgh' >x.warc.zst
  ccg-read -p x.arc x.warc.zst >/dev/null 2>err
  is $'ccg-read: x.arc: ARC archive\nccg-read: x.warc.zst: zstd archive' "$(<err)"
}

@test "a web archive: damage is reported and the next records are read" {
  page "A CCG. $para" && response http://e.org/a >a
  page "B CCG. $para" && length=9999 && response http://e.org/b >b && unset length
  page "C CCG. $para" && response http://e.org/c >c
  page "D CCG. $para" && length=80 && response http://e.org/d >d && unset length
  page "E CCG. $para" && response http://e.org/e >e
  cat a b c d e >x.warc && printf 'rubbish\r\n' >>x.warc && cat e >>x.warc
  sed -i 's|http://e.org/e|http://e.org/f|2' x.warc
  ccg-read -p --documents d.csv x.warc >/dev/null 2>err
  is $'http://e.org/a,read\nhttp://e.org/b,unreadable\nhttp://e.org/c,read\nhttp://e.org/d,unreadable\nhttp://e.org/e,read' \
    "$(awk -F, 'NR > 1 && /http/ { print $2 "," $(NF - 3) }' d.csv)"
  grep -q 'record of a wrong length' err && grep -q 'damaged record' err
  for r in a c e; do gzip -n <$r >$r.gz; done
  { cat a.gz && head -c 150 c.gz && cat e.gz; } >x.warc.gz
  ccg-read -p --documents d.csv x.warc.gz >/dev/null 2>err
  is $'http://e.org/a,read\nhttp://e.org/e,read' \
    "$(awk -F, 'NR > 1 && /,read,/ { print $2 "," $(NF - 3) }' d.csv)"
  (($(wc -l <err) == 1))
  head -c 300 a >x.warc
  ccg-read -p x.warc >/dev/null 2>err
  is 'ccg-read: http://e.org/a: record cut short' "$(<err)"
}

# The most memory that a command held, in KiB.
peak() {
  ASAN_OPTIONS=quarantine_size_mb=1 "$@" >/dev/null &
  local pid=$! kib=0 name value rest
  while [[ -e /proc/$pid/fd/0 ]]; do
    while read -r name value rest; do
      [[ $name != VmHWM: ]] || kib=$value
    done 2>/dev/null <"/proc/$pid/status" || true
    sleep 0.02
  done
  wait $pid
  echo "$kib"
}

@test "a web archive: memory does not grow with its records" {
  for n in 1000 10000; do
    awk -v n=$n -v para="$para" 'BEGIN {
      ORS = "\r\n"
      for (i = 0; i < n; i++) {
        page = "<html><body><p>" i " CCG. " para "</p></body></html>"
        print "WARC/1.1"
        print "WARC-Type: resource"
        print "WARC-Target-URI: http://e.org/" i
        print "Content-Type: text/html"
        print "Content-Length: " length(page) "\r\n"
        print page "\r\n"
      }
    }' >$n.warc
  done
  large=$(peak ccg-read 10000.warc)
  # A short run may be seen at its beginning only, when it holds nothing yet.
  for _ in 1 2 3 4 5 6; do
    small=$(peak ccg-read 1000.warc)
    ((small * 2 < large)) || break
  done
  echo "$small KiB, $large KiB"
  ((small > 0 && large < small + 1536))
}

@test "tar and zip: members are documents, metadata.csv inside holds" {
  mkdir in/sub
  echo "A $para" >in/a.txt && echo "B $para" | gzip -n >in/sub/b.txt.gz && echo no >in/.c
  csv source,published a.txt,2016-07 >in/metadata.csv
  tar -C in -cf x.tar . && tar -C in -czf y.tar.gz .
  for f in x.tar y.tar.gz; do
    is "$f/a.txt,2016-07
$f/sub/b.txt.gz," "$(ccg-read -p -C source,published $f | tail -n +2 | sort)"
  done
  is 'pages.zip/a.txt,2016-07
pages.zip/sub/b.txt,' "$(ccg-read -p -C source,published,block "$root/fixtures/pages/pages.zip" |
    sed -n 's/,0$//p' | sort)"
}

@test "a member of a zip archive that asks for a password is a reject, the others are read" {
  is 'locked.zip/a.txt|read|
locked.zip/b.txt|unreadable|password' "$(states "$root/fixtures/pages/locked.zip")"
}

@test "a damaged archive gives what could be read and a reject" {
  echo "A $para" >in/a.txt && head -c 100000 /dev/urandom | base64 >in/b.txt
  tar -C in -czf x.tar.gz a.txt b.txt
  head -c 50000 x.tar.gz >y.tar.gz
  ccg-read -p --documents d.csv y.tar.gz >/dev/null 2>err
  grep -q 'y.tar.gz/a.txt.*,read,' d.csv
  grep -q 'unreadable' d.csv && [[ -s err ]]
}

@test "it shuts itself in before it reads" {
  local n
  mkfifo "$BATS_TEST_TMPDIR/list"
  ccg-read -f - <"$BATS_TEST_TMPDIR/list" >/dev/null 2>&1 3>&- &
  exec 7>"$BATS_TEST_TMPDIR/list"
  for ((n = 0; n < 200; n++)); do
    ! grep -q '^Seccomp:.*2' /proc/$!/status || break
    sleep 0.02
  done
  grep '^Seccomp:.*2' /proc/$!/status
  exec 7>&-
  wait $! || true
}
