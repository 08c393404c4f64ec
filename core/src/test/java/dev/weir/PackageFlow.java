package dev.weir;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The rules of {@link PackageFlowTest}, for classes below any root package. */
final class PackageFlow {
  /** What each package may import of ours. A package that is not here may not exist. */
  private static final Map<String, Set<String>> FLOW =
      Map.ofEntries(
          Map.entry("capture", Set.of()),
          Map.entry("link", Set.of()),
          Map.entry("network", Set.of()),
          Map.entry("transport", Set.of()),
          Map.entry("tunnel", Set.of()),
          Map.entry("text", Set.of()),
          Map.entry("decode", Set.of("capture", "link", "network", "transport", "tunnel")),
          Map.entry(
              "filter", Set.of("decode", "capture", "link", "network", "transport", "tunnel")),
          Map.entry(
              "connection",
              Set.of(
                  "text", "filter", "decode", "capture", "link", "network", "transport", "tunnel")),
          Map.entry(
              "analysis",
              Set.of(
                  "http",
                  "connection",
                  "text",
                  "filter",
                  "decode",
                  "capture",
                  "link",
                  "network",
                  "transport",
                  "tunnel")),
          Map.entry(
              "line",
              Set.of(
                  "connection",
                  "text",
                  "decode",
                  "capture",
                  "link",
                  "network",
                  "transport",
                  "tunnel")),
          Map.entry("http", Set.of("connection", "text", "transport")),
          Map.entry(
              "story",
              Set.of(
                  "http",
                  "analysis",
                  "connection",
                  "text",
                  "filter",
                  "decode",
                  "capture",
                  "transport")),
          Map.entry("drawing", Set.of("story", "http", "connection", "text", "transport")),
          Map.entry(
              "report",
              Set.of(
                  "http",
                  "story",
                  "analysis",
                  "connection",
                  "line",
                  "text",
                  "filter",
                  "decode",
                  "capture",
                  "transport")),
          Map.entry("selection", Set.of("report", "analysis", "connection", "text")),
          Map.entry("statistics", Set.of()),
          Map.entry(
              "comparison",
              Set.of("selection", "statistics", "report", "analysis", "connection", "text")));

  /** What reports may name of the layers below analysis: facts and words, no way to the bytes. */
  private static final Map<String, Set<String>> WORDS_FOR_REPORTS =
      Map.of(
          "capture",
          Set.of(
              "Capture",
              "CaptureException",
              "CaptureFile",
              "CaptureInterface",
              "CaptureOptions",
              "Damage",
              "LinkType"),
          "decode",
          Set.of("ChecksumVerdict", "DecodeCounters", "DecodeLayer", "DecodeOutcome"),
          "transport",
          Set.of("TcpFlags", "TcpOptionKind", "TcpSequence"));

  private static final Set<String> DRAWERS = Set.of("util", "common", "impl", "helper", "misc");

  private PackageFlow() {}

  /** All that is against the rules, a line each. */
  static List<String> violations(final String root, final JavaClasses classes) {
    final List<ArchRule> rules = new ArrayList<>();
    rules.add(everyPackageIsInTheFlow(root));
    FLOW.forEach((name, imports) -> rules.add(mayImport(root, name, imports)));
    WORDS_FOR_REPORTS.forEach((name, words) -> rules.add(reportsNameOnly(root, name, words)));
    rules.add(noDrawers(root));
    return rules.stream()
        .map(rule -> rule.allowEmptyShould(true).evaluate(classes))
        .map(EvaluationResult::getFailureReport)
        .flatMap(report -> report.getDetails().stream())
        .toList();
  }

  private static String packageIn(final String root, final JavaClass type) {
    final String name = type.getPackageName();
    if (!name.startsWith(root + ".")) {
      return "";
    }
    final String rest = name.substring(root.length() + 1);
    return rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
  }

  private static DescribedPredicate<JavaClass> in(final String root, final Set<String> packages) {
    return describe("in " + packages, type -> packages.contains(packageIn(root, type)));
  }

  private static ArchRule everyPackageIsInTheFlow(final String root) {
    return noClasses()
        .should(
            be(
                describe(
                    "in a package that is not in the flow",
                    type ->
                        !packageIn(root, type).isEmpty()
                            && !FLOW.containsKey(packageIn(root, type)))));
  }

  private static ArchRule mayImport(
      final String root, final String name, final Set<String> imports) {
    final Set<String> forbidden = new HashSet<>(FLOW.keySet());
    forbidden.removeAll(imports);
    forbidden.remove(name);
    return noClasses()
        .that(in(root, Set.of(name)))
        .should()
        .dependOnClassesThat(in(root, forbidden));
  }

  private static ArchRule reportsNameOnly(
      final String root, final String name, final Set<String> words) {
    return noClasses()
        .that(in(root, Set.of("report")))
        .should()
        .dependOnClassesThat(
            describe(
                "in " + name + " but not one of " + words,
                type ->
                    packageIn(root, type).equals(name)
                        && !words.contains(outermost(type).getSimpleName())));
  }

  private static JavaClass outermost(final JavaClass type) {
    return type.getEnclosingClass().map(PackageFlow::outermost).orElse(type);
  }

  private static ArchRule noDrawers(final String root) {
    return noClasses().should(be(describe("a drawer", type -> isDrawer(root, type))));
  }

  private static boolean isDrawer(final String root, final JavaClass type) {
    final String simpleName = outermost(type).getSimpleName().toLowerCase(Locale.ROOT);
    return type.getPackageName().startsWith(root)
        && (DRAWERS.stream()
                .anyMatch(word -> simpleName.endsWith(word) || simpleName.endsWith(word + "s"))
            || List.of(type.getPackageName().split("\\.")).stream()
                .anyMatch(part -> DRAWERS.contains(part) || part.equals("utils")));
  }
}
