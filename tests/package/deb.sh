#!/bin/sh
# SPDX-License-Identifier: MIT
# A Debian package of what `make install` installs.
#
#	deb.sh DIR: DIR holds the installed tree; writes cjm_VERSION_ARCH.deb
#	beside it
set -eu
umask 022

root=$1
version=$(sed -n 's/^#define CJM_VERSION "\(.*\)"/\1/p' src/base/opt.h)
arch=$(dpkg --print-architecture)
package=$(dirname "$root")/cjm_${version}_$arch.deb
doc=$root/usr/share/doc/cjm

# strip and compress as the policy asks
find "$root/usr/bin" -type f -name 'cjm-*' -exec strip \
	--strip-unneeded --remove-section=.comment --remove-section=.note {} +
find "$root/usr/share/man" -type f -name '*.[157]' -exec gzip -9n {} +
mkdir -p "$doc" "$root/DEBIAN"
cat >"$doc/copyright" <<END
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: cjm

Files: *
Copyright: the cjm authors
License: Expat
$(sed 's/^$/./; s/^/ /' LICENSE)
END
printf 'cjm (%s) unstable; urgency=medium\n\n  * %s\n\n -- %s  %s\n' \
	"$version" 'A build of the sources.' \
	'cjm maintainers <cjm@cjm.example>' "$(date -R)" |
	gzip -9n >"$doc/changelog.gz"

# the libraries that the tools are linked with, in versions that have what they
# use: a package of a newer system must not install on an older one
work=$(dirname "$root")/debian
mkdir -p "$work"
printf 'Source: cjm\n\nPackage: cjm\nArchitecture: any\n' >"$work/control"
depends=$(cd "$work/.." && dpkg-shlibdeps -O "$(basename "$root")"/usr/bin/cjm-* |
	sed -n 's/^shlibs:Depends=//p')
rm -rf "$work"
[ -n "$depends" ] || depends='libc6, libpcre2-8-0, libcsv3, libzstd1, libsodium23'
cat >"$root/DEBIAN/control" <<END
Package: cjm
Version: $version
Architecture: $arch
Maintainer: cjm maintainers <cjm@cjm.example>
Section: web
Priority: optional
Installed-Size: $(du -ks "$root" | cut -f 1)
Depends: $depends, tzdata
Recommends: zstd, bzip2, xz-utils, lz4
Description: customer journeys from access logs
 Funnels with their drop-off, attribution, metrics, profiles and audiences of
 a shop, made of the logs that its web servers already write, by small filters
 that pass tab-separated values; as text, CSV, markdown and HTML.
END
find "$root/etc" -type f 2>/dev/null | sed "s|^$root||" \
	>"$root/DEBIAN/conffiles"
[ -s "$root/DEBIAN/conffiles" ] || rm -f "$root/DEBIAN/conffiles"
dpkg-deb --root-owner-group --build "$root" "$package" >/dev/null
echo "$package"
