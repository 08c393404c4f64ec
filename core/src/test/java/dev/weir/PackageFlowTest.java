package dev.weir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.weir.decode.PacketDecoder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Packages import along the flow of the data only, from a capture's bytes to a report:
 *
 * <pre>
 *   capture  link  network  transport  tunnel  text      import nothing of ours
 *   decode       joins capture, link, network, transport, tunnel
 *   filter       decode and below
 *   line         text, decode and below
 *   connection   text, filter, decode and below
 *   analysis     connection and below
 *   report       analysis, connection, line, text, filter; of what is below only the words that
 *                it prints (outcomes, counters, link types, damage), nothing that leads to the
 *                bytes of a packet: no cursor, no decoder, no flyweight
 * </pre>
 *
 * <p>A package that is not named here is against the rules until it is given its place. No package
 * and no class is a drawer (util, common, impl, helper, misc).
 */
final class PackageFlowTest {
  private static final String FIXTURE = "dev.weir.flowfixture";

  @Test
  void shouldImportAlongTheFlowOnly() throws URISyntaxException {
    final JavaClasses classes =
        new ClassFileImporter()
            .importPath(
                Path.of(
                    PacketDecoder.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()));

    assertTrue(classes.contain(PacketDecoder.class), "the rules were shown our classes");
    assertEquals(List.of(), PackageFlow.violations("dev.weir", classes));
  }

  @Test
  void shouldRefuseWhatGoesAgainstTheFlow() {
    final JavaClasses classes = new ClassFileImporter().importPackages(FIXTURE);

    final List<String> violations = PackageFlow.violations(FIXTURE, classes);

    assertNames(violations, "link.LinkThatLooksUp", "decode.PacketDecoder");
    assertNames(violations, "report.ReportThatReadsPackets", "decode.PacketDecoder");
    assertNames(violations, "helper.AddressUtil", "drawer");
    assertNames(violations, "helper.AddressUtil", "not in the flow");
    assertTrue(
        violations.stream().noneMatch(line -> line.contains("ReportThatNamesOutcomes")),
        violations::toString);
  }

  private static void assertNames(
      final List<String> violations, final String culprit, final String fault) {
    assertTrue(
        violations.stream().anyMatch(line -> line.contains(culprit) && line.contains(fault)),
        () -> culprit + " with " + fault + " in " + violations);
  }
}
