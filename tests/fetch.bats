#!/usr/bin/env bats
# The README's recipe for fetching, against a server of our own.
load helper

setup() {
  cd "$BATS_TEST_TMPDIR" || exit
  sed -n '/^```bash$/,/^```$/ { /^```/d; p }' "$root/README.md" >fetch.sh
  mkdir -p site/news site/private
  cp "$root"/fixtures/news/00[12]* site/news
  links
  echo 'Secret CCG overspent by £1m.' >site/private/secret.html
  printf 'User-agent: *\nDisallow: /private/\n' >site/robots.txt
  touch -d 2020-01-01 site/news/*
  serve
}

teardown() { kill "$server"; }

# The page of links to all there is.
links() {
  local page
  for page in site/news/* site/private/x site/news/gone.html; do
    printf '<a href="/%s">\n' "${page#site/}"
  done >site/index.html
  sed -i 's,private/x,private/secret.html,' site/index.html
  touch -d 2020-01-01 site/index.html
}

# A line a request: when, status, path.
serve() {
  perl -MHTTP::Daemon -MHTTP::Date -MTime::HiRes=time -e '
    my $d = HTTP::Daemon->new(LocalAddr => "127.0.0.1") or die $!;
    open my $log, ">", "requests" or die $!;
    $log->autoflush(1);
    print $log $d->sockport, "\n";
    while (my $c = $d->accept) {
      while (my $r = $c->get_request) {
        my $file = "site" . $r->uri->path;
        my $since = str2time($r->header("If-Modified-Since") // "");
        my $code = !-f $file ? 404
          : defined $since && $since >= (stat $file)[9] ? 304 : 200;
        printf $log "%.2f %d %s\n", time, $code, $r->uri->path;
        if ($code == 200) { $c->send_file_response($file) }
        elsif ($code == 304) { $c->send_basic_header(304); $c->send_crlf }
        else { $c->send_error($code) }
        $c->force_last_request;
      }
      $c->close;
    }' 3>&- &
  server=$!
  until [[ -s requests ]]; do sleep 0.05; done
  echo "http://127.0.0.1:$(<requests)/index.html" >starts.txt
}

night() {
  : >requests
  WAIT=0.15 bash -euo pipefail fetch.sh
}

# What was asked for since, and what became of it.
asked() { tr -d '\0' <requests | cut -d ' ' -f 2- | sort | paste -sd ';'; }

@test "what is new or has changed comes into web archives, with pauses, by robots.txt" {
  night
  tr -d '\0' <requests | awk 'NR > 1 && $1 - last < 0.1 { n++ } { last = $1 }
    END { exit NR < 6 || n > 1 }' # between the two calls there is none
  run grep -c secret requests
  [[ $output == 0 ]]
  # The next night asks what has changed, and has nothing for the archive.
  sleep 1
  night
  [[ $(asked) == '200 /index.html;200 /robots.txt;'*'304 /news/001'*'304 /news/002'*';404 /news/gone.html' ]]
  [[ $(find scraped -type f | wc -l) == 1 ]]
  # A page that has changed, one that is new: both, and no other, are in it.
  sed -i 's/CCG/CCG,/' site/news/001* && touch site/news/001*
  cp "$root"/fixtures/news/003* site/news
  links
  night
  [[ $(asked) != *secret* && $(asked) == *'304 /news/002'* ]]
  ccg-read --documents documents scraped >/dev/null
  [[ $(ccg-flag -p --no-builtin -C url,retrieved documents | tail -n +2 |
    grep -cE '^http://127.0.0.1:[0-9]+/news/00[123][^,]*,20[-0-9]+T[:0-9]+Z$') == 4 ]]
  [[ ! -e pending.txt && ! -e fetch.log ]]
}
