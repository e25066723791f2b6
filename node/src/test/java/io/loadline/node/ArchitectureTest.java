package io.loadline.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The module graph of the design, and what may not leak into the rooms that are signed for. */
class ArchitectureTest {
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.loadline");

  private static final Set<String> CLOCKS =
      Set.of("java.lang.System.currentTimeMillis", "java.lang.System.nanoTime");
  private static final Set<String> CLOCK_TYPES =
      Set.of(
          "java.time.Instant",
          "java.time.Clock",
          "java.time.LocalDateTime",
          "java.time.ZonedDateTime",
          "java.time.OffsetDateTime",
          "java.time.LocalDate");
  private static final Set<String> INEXACT =
      Set.of("exp", "expm1", "log", "log10", "log1p", "pow", "fma", "cbrt", "sin", "cos", "tanh");

  @Test
  void allRoomsAreThere() {
    for (String room : Set.of("risk", "consensus", "libp2p", "chain", "node")) {
      assertThat(PRODUCTION.stream().anyMatch(c -> c.getPackageName().contains("." + room)))
          .as(room)
          .isTrue();
    }
  }

  @Test
  void riskConsensusAndLibp2pKnowNoneOfTheOthers() {
    apart("io.loadline.risk..", "io.loadline.consensus..", "io.loadline.libp2p..");
    apart("io.loadline.consensus..", "io.loadline.risk..", "io.loadline.libp2p..");
    apart("io.loadline.libp2p..", "io.loadline.risk..", "io.loadline.consensus..");
    for (String core :
        Set.of("io.loadline.risk..", "io.loadline.consensus..", "io.loadline.libp2p..")) {
      apart(core, "io.loadline.chain..", "io.loadline.node..");
    }
  }

  @Test
  void theChainClientKnowsOnlyTheRiskModel() {
    apart(
        "io.loadline.chain..",
        "io.loadline.consensus..",
        "io.loadline.libp2p..",
        "io.loadline.node..");
  }

  @Test
  void riskAndConsensusSeeNoNetworkNoDatabaseAndNoChainLibrary() {
    noClasses()
        .that()
        .resideInAnyPackage("io.loadline.risk..", "io.loadline.consensus..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.netty..",
            "org.web3j..",
            "org.rocksdb..",
            "org.slf4j..",
            "java.net..",
            "java.nio.file..")
        .check(PRODUCTION);
    noClasses()
        .that()
        .resideInAPackage("io.loadline.libp2p..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.web3j..", "org.rocksdb..")
        .check(PRODUCTION);
  }

  @Test
  void nothingSignedDependsOnAClockOrOnInexactMathematics() {
    noClasses()
        .that()
        .resideInAnyPackage("io.loadline.risk..", "io.loadline.consensus..")
        .should()
        .accessTargetWhere(
            new DescribedPredicate<JavaAccess<?>>("a clock or platform mathematics is used") {
              @Override
              public boolean test(JavaAccess<?> access) {
                String owner = access.getTargetOwner().getName();
                String name = access.getTarget().getName();
                return CLOCKS.contains(owner + "." + name)
                    || (CLOCK_TYPES.contains(owner) && name.startsWith("now"))
                    || ((owner.equals("java.lang.Math") || owner.equals("java.lang.StrictMath"))
                        && INEXACT.contains(name));
              }
            })
        .check(PRODUCTION);
  }

  @Test
  void onlyTheCommandLineKnowsPicocli() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.loadline.node.cli..", "io.loadline.node.devnet..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(PRODUCTION);
  }

  @Test
  void onlyTheArchiveKnowsRocksDb() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.loadline.node.archive..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.rocksdb..")
        .check(PRODUCTION);
  }

  @Test
  void bundlesAndObservationRulesAreOffline() {
    classes()
        .that()
        .resideInAnyPackage("io.loadline.node.bundle..", "io.loadline.node.observation..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.loadline.node.bundle..",
            "io.loadline.node.observation..",
            "io.loadline.risk..",
            "io.loadline.consensus..",
            "java.lang..",
            "java.math..",
            "java.nio",
            "java.nio.charset..",
            "java.util..",
            "org.jspecify..")
        .check(PRODUCTION);
  }

  private static void apart(String from, String... rooms) {
    noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(rooms)
        .check(PRODUCTION);
  }
}
