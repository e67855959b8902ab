#compdef frontdesk
# zsh completion for frontdesk. In ~/.zshrc, behind compinit: source <(frontdesk completion zsh)
_frontdesk() {
    local -a lines described
    local line beside
    lines=("${(@f)$(${words[1]} complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    beside=$lines[1]
    for line in "${(@)lines[2,-1]}"; do
        [[ -n $line ]] && described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done
    (( $#described )) && _describe -V frontdesk described
    case $beside in
        files) _files ;;
        folders) _files -/ ;;
    esac
}
if [[ $funcstack[1] == _frontdesk ]]; then
    _frontdesk "$@"
else
    compdef _frontdesk frontdesk
fi
