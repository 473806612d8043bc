# A real browser, driven by the words of the WebDriver protocol; sourced by
# report.bats.  Chromium and its driver come from Debian.
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
  driver_port=$port session=
  tell POST session "$(
    jq -n --arg dir "$driver_dir/profile" '{capabilities: {alwaysMatch: {
      "goog:loggingPrefs": {browser: "ALL"},
      "goog:chromeOptions": {binary: "/usr/bin/chromium", args: [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
        "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        "--disable-dev-shm-usage", "--force-device-scale-factor=1",
        "--user-data-dir=\($dir)"]}}}}'
  )"
  session=$(jq -er .value.sessionId <<<"$reply")
  export driver_dir driver_pid driver_port session
}

browser_stop() {
  tell DELETE "session/$session" || true
  kill "$driver_pid"
  rm -rf "$driver_dir"
}

# tell METHOD PATH [JSON]: one request; leaves the reply's body in $reply.  By
# the shell itself: a test says so much that a process for each would be most of
# its time.
tell() {
  local line length=0 wire
  exec {wire}<>"/dev/tcp/127.0.0.1/$driver_port"
  printf '%s /%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n' \
    "$1" "$2" "$driver_port" >&"$wire"
  printf 'Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
    "${#3}" "${3-}" >&"$wire"
  while IFS= read -r line && [[ $line != $'\r' ]]; do
    [[ ${line,,} != content-length:* ]] || length=${line//[^0-9]/}
  done <&"$wire"
  IFS= read -r -N "$length" reply <&"$wire"
  exec {wire}>&-
}

# wire METHOD PATH [JSON]: one command of the session; prints its value, fails
# on an error.
wire() {
  local reply value
  tell "$1" "session/$session/$2" "${@:3}"
  value=${reply#'{"value":'} value=${value%'}'}
  if [[ $value =~ ^\"[^\\\"]*\"$ ]]; then
    echo "${value:1:-1}"
  elif [[ $value =~ ^(null|true|false|-?[0-9.]+)$ ]]; then
    echo "$value"
  else
    jq -r '.value | if type == "object" and has("error") then
      error(.message) else . end' <<<"$reply"
  fi
}

# quoted TEXT: leaves it in $quoted, as JSON has it.
quoted() {
  quoted=${1//\\/\\\\} quoted=${quoted//\"/\\\"}
  quoted=${quoted//$'\n'/\\n} quoted=\"${quoted//$'\t'/\\t}\"
}

# js CODE [ARGUMENT...]: what the code returns, seen from the page.
js() {
  local quoted code all='' argument
  quoted "$1"
  code=$quoted
  for argument in "${@:2}"; do
    quoted "$argument"
    all+=,$quoted
  done
  wire POST execute/sync "{\"script\": $code, \"args\": [${all:1}]}"
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
  local quoted
  quoted "$1"
  wire POST element "{\"using\": \"css selector\", \"value\": $quoted}" |
    jq -r '.[]'
}
press() { wire POST "element/$(element "$1")/click" '{}' >/dev/null; }
# type_in SELECTOR TEXT: keys as a person presses them.
type_in() {
  local quoted
  quoted "$2"
  wire POST "element/$(element "$1")/value" "{\"text\": $quoted}" >/dev/null
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
  wire POST goog/cdp/execute '{"cmd": "Emulation.setDeviceMetricsOverride",
    "params": {"width": '"$1"', "height": '"$2"', "deviceScaleFactor": 1,
    "mobile": false}}' >/dev/null
}
text() { js 'return document.querySelector(arguments[0]).innerText' "$1"; }
count() { js 'return document.querySelectorAll(arguments[0]).length' "$1"; }
screenshot() { wire GET screenshot | base64 -d >"$1"; }

# What the browser had to complain about since it was last asked.
complaints() {
  local reply
  tell POST "session/$session/se/log" '{"type": "browser"}'
  [[ $reply == '{"value":[]}' ]] ||
    jq -r '.value[] | "\(.level) \(.message)"' <<<"$reply"
}
