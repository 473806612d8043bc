# A real browser, driven by the words of the WebDriver protocol; sourced by
# report.bats.  Chromium and its driver come from Debian; curl and jq speak.
# shellcheck disable=SC2154 # page: the test's

# Starts the driver and one window of it; leaves their names in the
# environment for every test of the file.
browser_start() {
  driver_dir=$(mktemp -d /tmp/ccg-browser.XXXXXX)
  chromedriver --port=0 >"$driver_dir/log" 2>&1 3>&- &
  driver_pid=$!
  local i port=
  for ((i = 0; i < 100; i++)); do
    port=$(sed -n 's/.*successfully on port \([0-9]*\)\..*/\1/p' \
      "$driver_dir/log")
    [[ -z $port ]] || break
    sleep 0.1
  done
  driver=http://127.0.0.1:$port
  session=$(curl -sS -X POST "$driver/session" -d "$(
    jq -n --arg dir "$driver_dir/profile" '{capabilities: {alwaysMatch: {
      "goog:loggingPrefs": {browser: "ALL"},
      "goog:chromeOptions": {binary: "/usr/bin/chromium", args: [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
        "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        "--disable-dev-shm-usage", "--force-device-scale-factor=1",
        "--user-data-dir=\($dir)"]}}}}'
  )" | jq -er .value.sessionId)
  export driver_dir driver_pid driver session
}

browser_stop() {
  curl -sS -X DELETE "$driver/session/$session" >/dev/null || true
  kill "$driver_pid"
  rm -rf "$driver_dir"
}

# wire METHOD PATH [JSON]: one command; prints its value, fails on an error.
wire() {
  local reply
  reply=$(curl -sS -X "$1" "$driver/session/$session/$2" ${3:+-d "$3"})
  jq -r '.value | if type == "object" and has("error") then
    error(.message) else . end' <<<"$reply"
}

# js CODE [ARGUMENT...]: what the code returns, seen from the page.
js() {
  wire POST execute/sync "$(jq -n --arg script "$1" \
    '{script: $script, args: $ARGS.positional}' --args "${@:2}")"
}

# each_view VIEW... <CODE: what a function body returns in each view, where
# that is anything, as "VIEW: ...".
each_view() {
  js "return (async (views) => {
    const said = [];
    for (const view of views) {
      const shown = new Promise((done) =>
        addEventListener('hashchange', done, {once: true}));
      location.hash = view;
      await shown;
      document.querySelectorAll('details').forEach((d) => { d.open = true; });
      const got = (() => { $(cat) })();
      if (got)
        said.push(view + ': ' + got);
    }
    return said.join('\n');
  })([...arguments])" "$@"
}

# Opens a view of the page of the test, anew.
visit() {
  wire POST url '{"url": "about:blank"}' >/dev/null
  wire POST url "{\"url\": \"file://$page#$1\"}" >/dev/null
}

element() {
  wire POST element "$(jq -n --arg v "$1" '{using: "css selector", value: $v}')" |
    jq -r '.[]'
}
press() { wire POST "element/$(element "$1")/click" '{}' >/dev/null; }
# type_in SELECTOR TEXT: keys as a person presses them.
type_in() {
  wire POST "element/$(element "$1")/value" \
    "$(jq -n --arg t "$2" '{text: $t}')" >/dev/null
}
# choose LABEL OPTION: in the list of that label.
choose() {
  js 'const label = [...document.querySelectorAll("main label")]
      .find((l) => l.firstChild.textContent === arguments[0]);
    const list = label.querySelector("select");
    list.value = [...list.options]
      .find((o) => o.textContent === arguments[1]).value;
    list.dispatchEvent(new Event("change"));' "$1" "$2" >/dev/null
}
window_size() {
  wire POST goog/cdp/execute "$(jq -n --argjson w "$1" --argjson h "$2" \
    '{cmd: "Emulation.setDeviceMetricsOverride", params: {width: $w,
      height: $h, deviceScaleFactor: 1, mobile: false}}')" >/dev/null
}
text() { js 'return document.querySelector(arguments[0]).innerText' "$1"; }
count() { js 'return document.querySelectorAll(arguments[0]).length' "$1"; }
screenshot() { wire GET screenshot | base64 -d >"$1"; }

# What the browser had to complain about since it was last asked.
complaints() {
  wire POST se/log '{"type": "browser"}' |
    jq -r '.[] | "\(.level) \(.message)"'
}
