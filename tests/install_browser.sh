#!/usr/bin/env bash
# Chromium, fonts and PostgreSQL for the tests, from Debian's packages, where this machine lets us; otherwise said loudly.
set -uo pipefail
want=()
command -v chromium >/dev/null || want+=(chromium)
fc-list 2>/dev/null | grep -qi "noto sans cjk" || want+=(fonts-noto-cjk)
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || want+=(postgresql)
[ ${#want[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "正在安装测试所需的软件包：${want[*]}"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${want[@]}"; } >/tmp/mingzhi-test-packages.log 2>&1 && exit 0
fi
echo "=============================================================================" >&2
echo "注意：缺少 ${want[*]}，相应的测试不会运行。" >&2
echo "NOT TESTED: missing ${want[*]}; install them for the browser and PostgreSQL tests." >&2
echo "=============================================================================" >&2
