# bash completion for frontdesk. In ~/.bashrc: source <(frontdesk completion bash)
_frontdesk() {
    local line beside words=() i
    # bash makes three words of --flag=value; frontdesk knows one.
    for ((i = 1; i <= COMP_CWORD; i++)); do
        if [[ ${COMP_WORDS[i]} == = && ${#words[@]} -gt 0 ]]; then
            words[-1]+="="
            if ((i < COMP_CWORD)); then words[-1]+=${COMP_WORDS[++i]}; fi
        else
            words+=("${COMP_WORDS[i]}")
        fi
    done
    COMPREPLY=()
    {
        IFS= read -r beside
        while IFS= read -r line; do
            line=${line%%$'\t'*}
            [[ ${words[-1]} == --*=* ]] && line=${line#*=}
            COMPREPLY+=("$line")
        done
    } < <("${COMP_WORDS[0]}" complete -- "${words[@]}" 2>/dev/null)
    case $beside in
        files) compopt -o default 2>/dev/null ;;
        folders) compopt -o dirnames 2>/dev/null ;;
    esac
}
complete -F _frontdesk frontdesk
