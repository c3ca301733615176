#!/bin/sh
# SPDX-License-Identifier: MIT
# Shell completions, from what the tools' own --help says: so they cannot fall
# behind.
#
#	completions.sh bash|zsh TOOL...
set -eu

shell=$1
shift

# options TOOL: --name, or --name= where it takes a value, one a line. Usage and
# example have names without the =, too.
options() {
	{
		"$1" --help | grep -oE -e '--[a-z][a-z-]*(=|\[=)?' |
			sed 's/\[=//'
		echo --help
		echo --version
	} | LC_ALL=C sort -ru | awk '{ name = $0; sub(/=$/, "", name) }
		!seen[name]++'
}

for tool; do
	name=$(basename "$tool")
	list=$(options "$tool" | sort -u | tr '\n' ' ')
	case $name in
	cjm) list="run watch doctor demo $list" ;;
	esac
	case $shell in
	bash)
		function=_$(echo "$name" | tr - _)
		cat <<-END
		$function() {
			local word=\${COMP_WORDS[COMP_CWORD]}
			case \$word in
			-*) mapfile -t COMPREPLY < <(compgen -W '$list' -- "\$word") ;;
			*) mapfile -t COMPREPLY < <(compgen -f -- "\$word"$(
			[ "$name" = cjm ] &&
				echo "; compgen -W 'run watch doctor demo' -- \"\$word\""
			)) ;;
			esac
			[[ \${COMPREPLY[0]-} != *= ]] || compopt -o nospace
		}
		complete -o filenames -F $function $name
		END
		;;
	zsh)
		[ "${head-}" ] || {
			head=1
			echo "#compdef $(for t; do basename "$t"; done |
				tr '\n' ' ')"
			# shellcheck disable=SC2016 # zsh's own
			echo 'case $service in'
		}
		printf '%s)\n\t_arguments' "$name"
		for option in $(options "$tool" | sort -u); do
			case $option in
			*=) printf " '%s:value:_files'" "$option" ;;
			*) printf " '%s'" "$option" ;;
			esac
		done
		printf " '*:file:_files'\n\t;;\n"
		;;
	esac
done
[ "$shell" != zsh ] || echo "esac"
