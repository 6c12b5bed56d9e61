#!/bin/sh
# What must be on the machine before anything can be built: `packages.sh run` to build and run,
# `packages.sh test` for the tests, too, `packages.sh ci` for both compilers and the fuzzers,
# `packages.sh bench` for the programs that `make bench` compares with. Looks for the
# things themselves (a pkg-config module, a header, a command, a file), so whatever brought them is welcome.
# Debian and Ubuntu: installs what is missing, with sudo only if needed. Elsewhere: prints the line to run.
set -u
set_wanted=${1:-run}

# set  thing  Debian/Ubuntu  Fedora  Alpine  Arch  macOS (brew); "-" = comes with something else
things='
run  cmd:pkg-config                pkg-config            pkgconf-pkg-config  pkgconf          pkgconf        pkgconf
run  cmd:msgfmt                    gettext               gettext             gettext          gettext        gettext
run  cmd:bzip2                     bzip2                 bzip2               bzip2            bzip2          -
run  mod:ncursesw                  libncurses-dev        ncurses-devel       ncurses-dev      ncurses        ncurses
run  mod:libcurl                   libcurl4-openssl-dev  libcurl-devel       curl-dev         curl           curl
run  mod:libcjson                  libcjson-dev          cjson-devel         cjson-dev        cjson          cjson
run  mod:sqlite3                   libsqlite3-dev        sqlite-devel        sqlite-dev       sqlite         sqlite
run  mod:libconfuse                libconfuse-dev        libconfuse-devel    confuse-dev      confuse        confuse
run  mod:libqrencode               libqrencode-dev       qrencode-devel      libqrencode-dev  qrencode       qrencode
run  mod:libpng                    libpng-dev            libpng-devel        libpng-dev       libpng         libpng
run  mod:libmicrohttpd             libmicrohttpd-dev     libmicrohttpd-devel libmicrohttpd-dev libmicrohttpd libmicrohttpd
run  mod:libcrypto                 libssl-dev            openssl-devel       openssl-dev      openssl        openssl@3
run  mod:zlib                      zlib1g-dev            zlib-devel          zlib-dev         zlib           zlib
run  inc:unistr.h                  libunistring-dev      libunistring-devel  libunistring-dev libunistring   libunistring
run  inc:libintl.h                 libc6-dev             glibc-devel         gettext-dev      glibc          gettext
run  file:Unihan_Readings.txt*     unicode-data          unicode-ucd-unihan  unicode-character-database unicode-character-database -
run  file:ca-certificates.crt      ca-certificates       ca-certificates     ca-certificates  ca-certificates -
test mod:cmocka                    libcmocka-dev         libcmocka-devel     cmocka-dev       cmocka         cmocka
test mod:vterm                     libvterm-dev          libvterm-devel      libvterm-dev     libvterm       libvterm
test mod:zbar                      libzbar-dev           zbar-devel          zbar-dev         zbar           zbar
bench cmd:less                   less                  less                less             less           less
bench cmd:tig                    tig                   tig                 tig              tig            tig
bench cmd:newsboat               newsboat              newsboat            newsboat         newsboat       newsboat
bench cmd:fzf                    fzf                   fzf                 fzf              fzf            fzf
bench cmd:rg                     ripgrep               ripgrep             ripgrep          ripgrep        ripgrep
bench cmd:qrencode               qrencode              qrencode            libqrencode-tools qrencode      qrencode
bench cmd:jq                     jq                    jq                  jq               jq             jq
bench cmd:sqlite3                sqlite3               sqlite              sqlite           sqlite         sqlite
bench cmd:curl                   curl                  curl                curl             curl           curl
test cmd:mandoc                    mandoc                mandoc              mandoc           mandoc         mandoc
ci   cmd:clang                     clang                 clang               clang            clang          llvm
ci   cmd:npm                       npm                   nodejs-npm          npm              npm            node
ci   clang:fuzzer                  libclang-rt-dev       compiler-rt         compiler-rt      compiler-rt    -
'

# The system decides which column is read and how its words are installed.
id=$(. /etc/os-release 2>/dev/null && echo "${ID:-} ${ID_LIKE:-}")
[ "$(uname -s)" = Darwin ] && id=macos
case " $id " in
*" debian "* | *" ubuntu "*) column=3 install='apt-get install -y --no-install-recommends' ;;
*" fedora "* | *" rhel "*) column=4 install='dnf install -y' ;;
*" alpine "*) column=5 install='apk add build-base' ;;
*" arch "*) column=6 install='pacman -S --needed' ;;
*" macos "*) column=7 install='brew install' ;;
*) column=3 install='' ;;
esac

find_file() { # in the few places where systems keep such files
	for folder in /usr/share/unicode /usr/share/unicode/ucd /usr/share/unicode-character-database \
		/etc/ssl/certs /etc/ssl /etc/pki/tls/certs; do
		for file in "$folder"/$1; do [ -e "$file" ] && return 0; done
	done
	[ "$column" = 7 ] || { [ "$1" = ca-certificates.crt ] && [ -e /etc/pki/tls/certs/ca-bundle.crt ]; }
}
has() {
	case $1 in
	cmd:*) command -v "${1#cmd:}" >/dev/null ;;
	mod:*) pkg-config --exists "${1#mod:}" 2>/dev/null ;;
	inc:*) echo "#include <${1#inc:}>" | ${CC:-cc} -E - >/dev/null 2>&1 ;;
	file:*) find_file "${1#file:}" ;;
	clang:*) [ "$column" != 3 ] || ls /usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.fuzzer-* >/dev/null 2>&1 ;;
	esac
}

case $set_wanted in
run) sets='run' ;;
test) sets='run test' ;;
ci) sets='run test ci' ;;
bench) sets='run bench' ;;
*) echo "usage: packages.sh run|test|ci|bench" >&2; exit 2 ;;
esac

# All modules are asked for in one call first: that is the case nearly always.
rows=$(printf '%s\n' "$things" | awk -v sets=" $sets " -v column="$column" \
	'NF && index(sets, " " $1 " ") { print $2, $column }')
modules=$(printf '%s\n' "$rows" | sed -n 's/^mod:\([^ ]*\) .*/\1/p')
pkg-config --exists $modules 2>/dev/null && modules_there=yes || modules_there=no

# Words of things that are not there, to be installed; the things themselves, to be named.
look() {
	missing='' words=''
	while read -r thing word; do
		case $thing in mod:*) [ $modules_there = yes ] && continue ;; esac
		has "$thing" && continue
		missing="$missing ${thing#*:}"
		case " $words " in *" $word "* | *' - '*) ;; *) [ "$word" = - ] || words="$words $word" ;; esac
	done <<-END
		$rows
	END
}
look
[ -z "$missing" ] && exit 0

stop() { # the line to run by hand
	echo "shopkeeper needs on this machine:$missing" >&2
	echo "Please run this, then the same make again:" >&2
	echo "    $1" >&2
	exit 1
}
# libclang-rt has the compiler's version in its name before Debian 13.
case "$words" in *libclang-rt-dev*)
	if [ -z "$(apt-cache policy libclang-rt-dev 2>/dev/null)" ]; then
		version=$(apt-cache depends clang 2>/dev/null | sed -n 's/.*Depends: clang-\([0-9]*\)$/\1/p' | head -n 1)
		words=$(printf '%s' "$words" | sed "s/libclang-rt-dev/libclang-rt-${version:-14}-dev/")
	fi ;;
esac

if [ -z "$install" ]; then
	stop "(an unknown system: install the packages your system has for the names above; on Debian:$words)"
fi
if [ "$column" != 3 ]; then
	case $column in 7) stop "$install$words" ;; *) stop "sudo $install$words" ;; esac
fi

as_root=''
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null || stop "su -c '$install$words'"
	# Without a terminal sudo could not ask for a password.
	[ -t 0 ] || sudo -n true 2>/dev/null || stop "sudo $install$words"
	as_root='sudo'
fi
echo "shopkeeper installs (this takes a minute or two):$words"
run_apt() { $as_root env DEBIAN_FRONTEND=noninteractive "$@" </dev/null; }
# A fresh machine has no package lists; old lists name files that are gone.
apt-cache show $words >/dev/null 2>&1 || run_apt apt-get update -qq
run_apt $install -qq $words >/dev/null ||
	{ run_apt apt-get update -qq && run_apt $install -qq $words >/dev/null; } ||
	stop "${as_root:+sudo }apt-get update && ${as_root:+sudo }$install$words"

modules_there=no
look
[ -z "$missing" ] || stop "$install$words    (installed, but still not found)"
