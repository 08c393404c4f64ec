# shellcheck shell=sh
# Sourced by ./weir and config/format: finds a JDK >= 25 without starting one. POSIX sh.

# Sets VERSION to the version of the JDK in $1, from its release file; to nothing where there is no JDK.
jdk_version() {
  VERSION=
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  while IFS= read -r release_line; do
    case $release_line in
      'JAVA_VERSION="'*)
        VERSION=${release_line#*\"}
        VERSION=${VERSION%%\"*}
        ;;
    esac
  done <"$1/release"
}

# Sets JDK to the first folder that holds a JDK >= 25, and VERSION to its version:
# WEIR_JAVA_HOME, JAVA_HOME, the java on PATH, the usual places.
find_jdk() {
  for place in "${WEIR_JAVA_HOME:-}" "${JAVA_HOME:-}" PATH \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* /opt/hostedtoolcache/*/*/x64 \
    "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* "${HOME:-/root}"/.m2/jdks/* \
    "${HOME:-/root}"/.asdf/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    case $place in
      '') continue ;;
      PATH)
        place=$(command -v java) || continue
        place=$(readlink -f "$place" 2>/dev/null) || continue
        place=${place%/bin/java}
        ;;
    esac
    jdk_version "$place"
    case ${VERSION%%[.+-]*} in
      '' | *[!0-9]*) continue ;;
    esac
    if [ "${VERSION%%[.+-]*}" -ge 25 ]; then
      JDK=$place
      return 0
    fi
  done
  # Set for those who source this file.
  # shellcheck disable=SC2034
  JDK=
  VERSION=
  return 1
}
