#!/bin/sh
# Sees to what pip cannot bring: a Python that makes virtual environments, the libraries that WeasyPrint loads,
# fontconfig, the faces (Latin and Cyrillic, Arabic, Chinese), and npm, which brings PDF.js. What is missing is
# installed by apt where this user may do so; where not, the command is printed, and the exit code is 3.
#
# usage: machine.sh PYTHON [test]     with `test`, what only the tests need is looked for too: poppler, a Chromium
set -eu

python=$1
purpose=${2:-run}

say() { printf '%s\n' "$@" >&2; }

stop() {
    say "$@"
    exit 3
}

loads() { # a library, by Linux's name or macOS's
    "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null ||
        "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$2" 2>/dev/null
}

has_face() { # Liberation Serif 2 or newer; fontconfig counts in 65536ths
    newest=$(fc-list 'Liberation Serif' --format '%{fontversion}\n' 2>/dev/null | sort -n | tail -n 1)
    [ "${newest:-0}" -ge 131072 ]
}

has_family() { # a face for another script: Arabic, Chinese
    [ -n "$(fc-list "$1" --format '%{family}\n' 2>/dev/null)" ]
}

face_package() { # Debian 12 and Ubuntu 22.04 call release 2 fonts-liberation2, later ones fonts-liberation
    if apt-cache show fonts-liberation2 >/dev/null 2>&1; then
        echo fonts-liberation2
    else
        echo fonts-liberation
    fi
}

has_browser() { # that the tests of the preview look at pages with
    [ -n "${MASTHEAD_CHROMIUM-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
        command -v google-chrome >/dev/null
}

browser_package() { # Ubuntu's is a snap, which cannot be sure to start: there the tests that need it are left out
    system=$(. /etc/os-release 2>/dev/null && echo "$ID")
    [ "$system" = ubuntu ] || ! command -v apt-get >/dev/null || echo chromium
}

missing_for_apt() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    loads libpango-1.0.so.0 libpango-1.0.0.dylib || echo libpango-1.0-0
    loads libpangoft2-1.0.so.0 libpangoft2-1.0.0.dylib || echo libpangoft2-1.0-0
    loads libharfbuzz-subset.so.0 libharfbuzz-subset.0.dylib || echo libharfbuzz-subset0
    command -v fc-list >/dev/null || echo fontconfig
    has_face || face_package
    has_family 'Noto Naskh Arabic' || echo fonts-noto-core
    has_family 'Noto Serif CJK SC' || echo fonts-noto-cjk
    command -v npm >/dev/null || echo npm
    [ "$purpose" != test ] || command -v pdftotext >/dev/null || echo poppler-utils
    [ "$purpose" != test ] || has_browser || browser_package
}

missing_for_brew() {
    loads libpango-1.0.so.0 libpango-1.0.0.dylib || echo pango
    command -v fc-list >/dev/null || echo fontconfig
    has_face || echo font-liberation
    has_family 'Noto Naskh Arabic' || echo font-noto-naskh-arabic
    has_family 'Noto Serif CJK SC' || echo font-noto-serif-cjk-sc
    command -v npm >/dev/null || echo node
    [ "$purpose" != test ] || command -v pdftotext >/dev/null || echo poppler
}

install_by_apt() { # what is missing is asked again after the update, which may know other names
    if [ "$(id -u)" = 0 ]; then
        root=
    elif sudo -n true 2>/dev/null; then
        root='sudo -n'
    else
        stop "This machine lacks something that Masthead needs. Type this, then run make again:" \
            "    sudo apt-get update && sudo apt-get install -y $*"
    fi
    say "Installing $*"
    $root apt-get update -qq || say "apt-get update failed; trying with the lists that are here"
    # shellcheck disable=SC2046  # the names are words
    $root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends -o DPkg::Lock::Timeout=120 $(missing_for_apt) >/dev/null ||
        stop "apt-get could not install them. Type this to see why, then run make again:" \
            "    ${root:+sudo }apt-get update && ${root:+sudo }apt-get install $*"
}

command -v "$python" >/dev/null ||
    stop "Masthead needs Python 3.11 or newer, and there is no $python here." \
        "Install it, or name another: make PYTHON=python3.12"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "Masthead needs Python 3.11 or newer; $python is $("$python" -V 2>&1)." \
        "Install a newer one and name it: make PYTHON=python3.12"

if command -v apt-get >/dev/null; then
    missing=$(missing_for_apt | tr '\n' ' ')
    # shellcheck disable=SC2086  # the names are words
    [ -z "$missing" ] || install_by_apt $missing
elif command -v brew >/dev/null; then
    missing=$(missing_for_brew | tr '\n' ' ')
    [ -z "$missing" ] || stop "This machine lacks something that Masthead needs. Type this, then run make again:" \
        "    brew install $missing"
fi

missing=$(missing_for_apt | tr '\n' ' ')
[ -z "$missing" ] || stop "Masthead needs these too (Debian's names): $missing"
