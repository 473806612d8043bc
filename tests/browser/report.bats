#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2016 # root, driver: sourced; $ is JavaScript's
load ../helper
load driver

setup_file() {
  export page=$BATS_FILE_TMPDIR/report.html
  ccg-report -o "$page" "$root/fixtures/datasets"
  browser_start
}
teardown_file() { browser_stop; }

setup() {
  # Pictures that a person can look at afterwards.
  shots=$root/.build/screenshots
  mkdir -p "$shots"
  window_size 1280 900
  enter=$'\xee\x80\x87' # U+E007 of the protocol
  views=(ccgs ccg=03Q ccg=11N ccg=03N england conflicts flags documents rejects)
}

# No test may leave the browser with anything to say.
teardown() {
  local said
  said=$(complaints)
  [[ -z $said ]] || { echo "$said" && return 1; }
}

# same WANT GOT
same() {
  [[ $2 == "$1" ]] || { diff <(echo "$1") <(echo "$2") || return 1; }
}

first_names() {
  js 'return [...document.querySelectorAll("tbody th a")].slice(0, 3)
    .map((a) => a.textContent).join("|")'
}

@test "every view draws, from the disk and with nothing fetched" {
  visit ''
  same '' "$(each_view "${views[@]}" <<<'
    return document.querySelector("h1").innerText ? "" : "no heading"')"
  same 0 "$(js 'return performance.getEntriesByType("resource").length')"
}

@test "the league table has a line for each CCG that something is said of" {
  visit ccgs
  want=$(tail -qn +2 "$root"/fixtures/datasets/{status,spending,deficits}.csv |
    grep -o '^[0-9a-f]\{16\},[0-9a-f]\{16\},[^,]*,.*,ccg,' | cut -d, -f3 |
    sort -u | wc -l)
  same "$want" "$(count 'tbody tr')"
  same "9 of 9 CCGs, 2 in special measures, 1 in legal directions, as last known" \
    "$(text .count)"
  screenshot "$shots/league-desktop.png"
}

@test "it sorts, up and down, by figures and by names" {
  visit ccgs
  same 'Bedfordshire|Cambridgeshire and Peterborough|Croydon' "$(first_names)"
  press 'thead th:nth-child(5) button'
  same ascending "$(js 'return document.querySelectorAll("th[aria-sort]")[4]
    .getAttribute("aria-sort")')"
  same 'Cambridgeshire and Peterborough|Northern, Eastern and Western Devon|Kernow' \
    "$(first_names)"
  press 'thead th:nth-child(5) button'
  same 'Bedfordshire|Sheffield|Croydon' "$(first_names)"
  press 'thead th:nth-child(2) button'
  same 'Bedfordshire|Croydon|Sheffield' "$(first_names | tr '|' '\n' | sort |
    paste -sd'|')"
}

@test "it filters by search, year, region, STP and regime" {
  visit ccgs
  type_in 'main input[type=search]' 'devon'
  same 'Devon|Northern, Eastern and Western Devon|South Devon and Torbay' \
    "$(first_names)"
  visit ccgs
  choose Regime 'Special measures'
  same 'Cambridgeshire and Peterborough|Vale of York' "$(first_names)"
  choose Year 2016-17
  same 'Croydon|Vale of York' "$(first_names)"
  same '2 of 9 CCGs, 2 in special measures, 1 in legal directions at the end of 2016-17' \
    "$(text .count)"
  choose Regime All
  choose Region 'South of England'
  same 'Kernow|Northern, Eastern and Western Devon|South Devon and Torbay' \
    "$(first_names)"
  choose Year Latest
  choose Region London
  same Croydon "$(first_names)"
  choose Region All
  choose STP 'South Yorkshire and Bassetlaw STP'
  same Sheffield "$(first_names)"
}

@test "a CCG opens, and a point of its timeline shows what says so" {
  visit ccgs
  press 'a[href="#ccg=11N"]'
  same 'NHS Kernow CCG' "$(text h1)"
  same 4 "$(count '[role=button][aria-label^="2016-17, "]')"
  press '[aria-label^="2016-17, position, actual"]'
  same 'Evidence: 2016-17, position, actual: −£25.6m, sources say −£26m to −£25.6m' \
    "$(text 'main h2')"
  same 2 "$(count .fact)"
  same 'The CCG reports a final deficit of £25.6m for 2016-17.' \
    "$(text '.fact:has(.used) blockquote')"
  same 'https://kernow.example/papers/m12' "$(js 'return document
    .querySelector(".fact:has(.used) a").href')"
  screenshot "$shots/ccg-desktop.png"
  press '#evidence button'
  same "$(cat "$root"/fixtures/datasets/{status,spending,deficits}.csv |
    grep -c ',11N,')" "$(count .fact)"
}

@test "the bands above lead to their sentences too" {
  visit ccg=07V
  same 'Special measures from July 2016 until 13 July 2018' "$(js 'return document
    .querySelector("[role=button][aria-label^=Special]")
    .getAttribute("aria-label")')"
  press '[role=button][aria-label^=Special]'
  same 2 "$(count .fact)"
  [[ $(text '#evidence') == *'leaves financial special measures.'* ]]
}

@test "all of it can be done by keyboard" {
  visit ccgs
  wire POST actions '{"actions": [{"type": "key", "id": "k", "actions": [
    {"type": "keyDown", "value": "\uE004"},
    {"type": "keyUp", "value": "\uE004"}]}]}' >/dev/null
  same 'Skip to the content' "$(js 'return document.activeElement.textContent')"
  type_in 'thead th:nth-child(5) button' "$enter"
  same 'Cambridgeshire and Peterborough|Northern, Eastern and Western Devon|Kernow' \
    "$(first_names)"
  visit ccg=11N
  type_in '[aria-label^="2016-17, position, forecast"]' "$enter"
  [[ $(text 'main h2') == 'Evidence: 2016-17, position, forecast: −£27m' ]]
  same H2 "$(js 'return document.activeElement.tagName')"
  # Whatever can be pressed can be reached, and says what it is.
  same '' "$(each_view "${views[@]}" <<<'
    return [...document.querySelectorAll("main [role=button], a, button, input,
      select, summary")].filter((e) => e.tabIndex < 0 ||
      !(e.getAttribute("aria-label") || e.textContent.trim() ||
        e.labels && e.labels.length)).map((e) => e.outerHTML).join("\n")')"
}

@test "sources that do not agree stand side by side" {
  visit conflicts
  same 'Vale of York, 2017-18: position (actual)' "$(text h2)"
  same 2 "$(count '.side .fact')"
  same 'true' "$(js 'const [a, b] = [...document.querySelectorAll(".side .fact")]
    .map((f) => f.getBoundingClientRect()); return a.top === b.top')"
  same 1 "$(count '.side .used')"
  screenshot "$shots/conflicts-desktop.png"
}

@test "what could not be read comes first, with its reason" {
  visit documents
  same 14 "$(count 'tbody tr')"
  [[ $(text 'tbody tr') == *scan.pdf*unreadable*truncated* ]]
  type_in 'main input[type=search]' 'no such thing'
  same 0 "$(count 'tbody tr')"
  visit documents
  type_in 'main input[type=search]' peninsula
  same 3 "$(count 'tbody tr')"
}

@test "rejects stand by reason; flags and corrections are listed" {
  visit rejects
  same 4 "$(count details)"
  js 'document.querySelectorAll("details").forEach((d) => d.open = true)'
  same 4 "$(count .fact)"
  [[ $(text main) == *'The three Devon and Cornwall groups'*'combined deficit of £71m'* ]]
  visit flags
  [[ $(text main) == *'Implausible (1)'*Corrections*'it broke no rule'* ]]
}

@test "national totals by year, with what was said of all CCGs" {
  visit england
  same '2017-18|−£71m
5 CCGs|−£72.1m
3 CCGs||variance (actual) −£250m
variance (forecast) −£600m' "$(js 'return [...[...document.querySelectorAll(
    "tbody tr")].find((r) => r.innerText.startsWith("2017-18")).children]
    .map((c) => c.innerText).join("|")')"
  same 4 "$(count '.chart svg [aria-label=bar] rect')"
  screenshot "$shots/england-desktop.png"
}

@test "no document can inject anything" {
  visit ''
  same '' "$(each_view "${views[@]}" <<<'
    return window.pwned || [...document.querySelectorAll("main script, main img,
      iframe, marquee, textarea, [href^=\"javascript:\" i], [onerror], [onload],
      main b b")].map((e) => e.outerHTML).join("\n")')"
  visit ccg=03N
  [[ $(text main) == *'<img src=x onerror="window.pwned=3"> Sheffield CCG'* ]]
  [[ $(text main) == *'</script><script>window.pwned = 1</script>'* ]]
  visit 'ccg=%3Cimg%20src%3Dx%3E'
  [[ $(text h1) == 'Nothing known' ]]
  visit 'ccg=%'
  [[ $(text h1) == England* ]]
  visit '__proto__'
  [[ $(text h1) == England* ]]
}

@test "scripts other than its own are refused by the page itself" {
  visit ccgs
  js 'const s = document.createElement("script"); s.textContent =
    "window.pwned = 7"; document.body.append(s)'
  same true "$(js 'return window.pwned === undefined')"
  # The one complaint that is wanted.
  [[ $(complaints) == *'Content Security Policy'* ]]
}

@test "at a phone's width nothing sticks out, and cards take the table's place" {
  window_size 360 740
  visit ''
  same '' "$(each_view "${views[@]}" <<<'const d = document.documentElement;
    return d.scrollWidth > d.clientWidth ? `${d.scrollWidth} wide` : ""')"
  visit ccgs
  same block "$(js 'return getComputedStyle(document.querySelector("tbody tr"))
    .display')"
  choose 'Sort by' 'Actual ↑'
  same 'Cambridgeshire and Peterborough|Northern, Eastern and Western Devon|Kernow' \
    "$(first_names)"
  screenshot "$shots/league-phone.png"
  visit ccg=03Q
  screenshot "$shots/ccg-phone.png"
}

@test "contrast is at least AA, in every view and at both widths" {
  for width in 1280 360; do
    window_size "$width" 900
    visit ''
    same '' "$(each_view "${views[@]}" <"$root/tests/browser/contrast.js")"
  done
}

@test "in print the evidence is there, the buttons are not" {
  visit ccg=11N
  wire POST goog/cdp/execute '{"cmd": "Page.printToPDF", "params": {}}' |
    jq -r .data | base64 -d >"$BATS_TEST_TMPDIR/page.pdf"
  pdftotext -layout "$BATS_TEST_TMPDIR/page.pdf" "$BATS_TEST_TMPDIR/page.txt"
  grep -q 'NHS Kernow CCG' "$BATS_TEST_TMPDIR/page.txt"
  grep -q 'a final deficit of £25.6m for 2016-17' "$BATS_TEST_TMPDIR/page.txt"
  grep -q 'https://kernow.example/papers/m12' "$BATS_TEST_TMPDIR/page.txt"
  same 0 "$(grep -c 'All CCGs\|Left aside\|Skip to' \
    "$BATS_TEST_TMPDIR/page.txt")"
}

@test "datasets without a row make a page too" {
  for file in "$root"/fixtures/datasets/*.csv; do
    head -n 1 "$file" >"$BATS_TEST_TMPDIR/${file##*/}"
  done
  page=$BATS_TEST_TMPDIR/report.html
  ccg-report "$BATS_TEST_TMPDIR"
  visit ''
  same '' "$(each_view "${views[@]}" <<<'
    return document.querySelector("h1").innerText ? "" : "no heading"')"
  visit ccgs
  same '0 of 0 CCGs, 0 in special measures, 0 in legal directions, as last known' \
    "$(text .count)"
}
