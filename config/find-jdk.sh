# Sourced by ./weir and config/format: finds a JDK >= 25 without starting one. POSIX sh.

# The major version of the JDK in $1, from its release file; empty where there is none.
jdk_major() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Sets JDK to the first folder that holds a JDK >= 25: WEIR_JAVA_HOME, JAVA_HOME, PATH, the usual places.
find_jdk() {
  JDK=
  set -- "${WEIR_JAVA_HOME:-}" "${JAVA_HOME:-}"
  on_path=$(command -v java 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null) &&
    set -- "$@" "${on_path%/bin/java}"
  for place in "$@" \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* /opt/hostedtoolcache/*/*/x64 \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.m2/jdks/* "$HOME"/.asdf/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$place" ] || continue
    major=$(jdk_major "$place")
    if [ -n "$major" ] && [ "$major" -ge 25 ]; then
      JDK=$place
      return 0
    fi
  done
  return 1
}
