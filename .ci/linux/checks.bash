# Checks for the scripts beside this file: source it, then call `check`, `run`, and at the end `finish`.

passed=0
failed=0

check() { # check WHAT COMMAND...: counts whether the command succeeds
    local what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
        printf 'ok      %s\n' "$what"
    else
        failed=$((failed + 1))
        printf 'FAILED  %s\n' "$what"
        [ -z "${out:-}" ] || printf '%s\n' "$out" | tail -n 40 | sed 's/^/        | /'
    fi
}

run() { # run COMMAND...: keeps its output (both streams) in $out, its exit code in $code,
    local began # and its duration in $millis
    began=$(date +%s%N)
    code=0
    out=$("$@" 2>&1 </dev/null) || code=$?
    millis=$((($(date +%s%N) - began) / 1000000))
}

fastest() { # fastest TIMES COMMAND...: runs it so often, and leaves the shortest duration in $millis
    local times=$1 best=999999
    shift
    while [ "$times" -gt 0 ]; do
        run "$@"
        [ "$millis" -ge "$best" ] || best=$millis
        times=$((times - 1))
    done
    millis=$best
}

says() { [[ $out == *"$1"* ]]; }
is() { [ "$1" = "$2" ]; }
within() { # within LIMIT: whether the last run took at most so many milliseconds
    [ "$millis" -le "$1" ] || { echo "took $millis ms, more than $1"; return 1; }
}

finish() {
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ]
}
