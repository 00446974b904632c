using System.Collections.Frozen;

namespace Godwit.Prediction;

/// <summary>
/// What the name of the foreground process says. Only between Godwits; a program can call itself what it likes, but then it deceives its own user, who
/// started it. Nothing here shows a character that the terminal's own flags forbid.
/// </summary>
internal static class ProgramKnowledge
{
    // They read lines and nothing else, so that a line they have begun to read is echoed to its end, and the next as well.
    private static readonly FrozenSet<string> LineReaders = FrozenSet.Create(
        "cat", "tee", "sed", "awk", "gawk", "mawk", "grep", "sort", "uniq", "wc", "tr", "cut", "head", "tail", "rev", "nl", "bc", "dc", "ed", "at", "xargs", "write", "wall");

    // They ask for secrets, some of them after a long while.
    private static readonly FrozenSet<string> Askers = FrozenSet.Create(
        "sudo", "su", "doas", "run0", "pkexec", "ssh", "scp", "sftp", "rsync", "git", "git-remote-http", "git-remote-https", "passwd", "chpasswd", "gpasswd", "chsh", "chfn",
        "login", "newgrp", "sg", "gpg", "gpg2", "gpg-agent", "pinentry", "pinentry-curses", "pinentry-tty", "kinit", "klist", "kpasswd", "mysql", "mariadb", "psql",
        "ftp", "lftp", "telnet", "openssl", "cryptsetup", "systemd-ask-pas", "htpasswd", "ssh-add", "ssh-keygen", "ssh-copy-id", "mosh", "godwit", "smbclient", "mount.cifs",
        "wget", "curl", "svn", "hg", "docker", "podman", "aws", "vault", "pass", "age", "zip", "unzip", "7z", "7za", "7zr", "rar", "unrar", "expect");

    private static readonly FrozenSet<string> LineEditors = FrozenSet.Create(
        "bash", "zsh", "fish", "ksh", "ksh93", "mksh", "tcsh", "csh", "dash", "sh", "ash", "nu", "xonsh", "elvish");

    private static readonly FrozenSet<string> Editors = FrozenSet.Create(
        "vim", "vi", "nvim", "vim.basic", "vim.tiny", "vim.nox", "vim.gtk3", "nano", "emacs", "emacs-nox", "mg", "micro", "joe", "jed", "ne", "hx", "helix", "kak", "mcedit");

    /// <summary>True for a program that never hides what is typed.</summary>
    public static bool IsLineReader(string? name) => name is not null && LineReaders.Contains(name);

    /// <summary>True for a program that may hide what is typed, at any time.</summary>
    public static bool IsAsker(string? name) => name is not null && Askers.Contains(name);

    /// <summary>True for a shell: with its own line editor, which has the usual keys.</summary>
    public static bool IsLineEditor(string? name) => name is not null && LineEditors.Contains(name);

    /// <summary>True for a text editor: Enter in its text is text.</summary>
    public static bool IsEditor(string? name) => name is not null && Editors.Contains(name);
}
