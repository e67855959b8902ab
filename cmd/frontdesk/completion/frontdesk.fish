# fish completion for frontdesk. In ~/.config/fish/config.fish: frontdesk completion fish | source
function __frontdesk_complete
    set -l words (commandline -opc)
    set -l begun (commandline -ct)
    set -l lines ($words[1] complete -- $words[2..] "$begun" 2>/dev/null)
    switch "$lines[1]"
        case files
            __fish_complete_path "$begun"
        case folders
            __fish_complete_directories "$begun"
    end
    printf '%s\n' $lines[2..]
end
complete -c frontdesk -f -a '(__frontdesk_complete)'
