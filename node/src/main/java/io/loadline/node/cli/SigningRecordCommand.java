package io.loadline.node.cli;

import io.loadline.consensus.Digest;
import io.loadline.node.OperatorException;
import io.loadline.node.archive.Archive;
import io.loadline.node.archive.ArchiveReader;
import io.loadline.node.archive.RocksArchive;
import io.loadline.node.archive.SignedMessage;
import io.loadline.node.archive.SigningContent;
import io.loadline.node.archive.SigningSlot;
import io.loadline.node.http.StatusJson;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What keeps an identity from signing twice: seen, moved to another machine, mended after a loss.
 */
@Command(
    name = "signing-record",
    description = "Show, export, import and repair the record of what this identity has signed.",
    mixinStandardHelpOptions = true)
final class SigningRecordCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  /** Where the record is. */
  static final class Source {
    @Option(names = "--data", required = true, description = "The node's data directory.")
    private @Nullable Path data;

    Path directory() {
      return Objects.requireNonNull(data);
    }
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Give one of show, export, import, repair");
  }

  @Command(
      name = "show",
      description = "Show per committee what is recorded.",
      mixinStandardHelpOptions = true)
  int show(@Mixin Source source, @Mixin Output output) {
    SigningContent content;
    try (ArchiveReader archive = RocksArchive.openForReading(source.directory())) {
      content = archive.signingContent();
    }
    Map<String, Long> highest = new TreeMap<>();
    content.lowestHeights().forEach((committee, _) -> highest.put(committee.toString(), -1L));
    for (SignedMessage message : content.messages()) {
      highest.merge(message.slot().committee().toString(), message.slot().height(), Math::max);
    }
    ObjectNode object = StatusJson.object().put("messages", content.messages().size());
    ArrayNode committees = object.putArray("committees");
    StringBuilder text = new StringBuilder(content.messages().size() + " messages");
    highest.forEach((committee, height) -> {
      long lowest = content.lowestHeights().getOrDefault(Digest.fromHex(committee), 0L);
      committees
          .addObject()
          .put("committee", committee)
          .put("lowestHeight", lowest)
          .put("highestHeight", height);
      text.append(
          "\ncommittee %s  signs from height %d on  highest signed %s"
              .formatted(committee, lowest, height < 0 ? "none" : height.toString()));
    });
    output.print(object, text.toString());
    return ExitCode.DONE;
  }

  @Command(
      name = "export",
      description = {
        "Write the record to a file, to go with the identity key to another machine. Stop this node",
        "for good first: the command needs the data directory for itself."
      },
      mixinStandardHelpOptions = true)
  int export(
      @Mixin Source source,
      @Mixin Output output,
      @Option(
              names = {"-o", "--output"},
              required = true,
              description = "The file to write; not overwritten.")
          Path target) {
    try (Archive archive = RocksArchive.open(source.directory())) {
      SigningContent content = archive.signingContent();
      SigningRecordFile.write(content, target);
      print(output, content.messages().size(), "wrote %d messages to " + target);
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "import",
      description = "Add an exported record to this node's, all of it or nothing.",
      mixinStandardHelpOptions = true)
  int add(
      @Mixin Source source,
      @Mixin Output output,
      @Parameters(paramLabel = "FILE", description = "What export wrote.") Path file) {
    SigningContent content = SigningRecordFile.read(file);
    try (Archive archive = RocksArchive.open(source.directory())) {
      Optional<SigningSlot> conflict = archive.signingRecord().merge(content);
      if (conflict.isPresent()) {
        SigningSlot slot = conflict.get();
        output.print(
            StatusJson.object()
                .put("imported", false)
                .put("height", slot.height())
                .put("kind", slot.kind())
                .put("round", slot.round()),
            "Nothing is imported: height %d round %d kind %d was signed differently in the two"
                    .formatted(slot.height(), slot.round(), slot.kind())
                + " records. The identity has signed twice; two nodes ran with it.");
        return ExitCode.VERIFICATION_SAYS_NO;
      }
      print(output, content.messages().size(), "imported %d messages");
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "repair",
      description = {
        "After a record was lost: sign nothing below a height, ever. Choose one that the network has",
        "not come to yet; it can only be raised."
      },
      mixinStandardHelpOptions = true)
  int repair(
      @Mixin Source source,
      @Mixin Output output,
      @Option(names = "--committee", required = true, description = "The committee's digest.")
          String committee,
      @Option(names = "--from-height", required = true, description = "The first height to sign.")
          long fromHeight) {
    Digest digest;
    try {
      digest = Digest.fromHex(committee);
    } catch (IllegalArgumentException e) {
      throw new OperatorException.Configuration(
          "\"" + committee + "\" is no digest", "--committee", "Give 32 bytes in hex.");
    }
    try (Archive archive = RocksArchive.open(source.directory())) {
      long lowest = archive.signingRecord().lowestHeight(digest);
      if (fromHeight < lowest) {
        throw new OperatorException.Configuration(
            "nothing is signed below height " + lowest + " already",
            "--from-height",
            "Give a height above that.");
      }
      archive.signingRecord().forgetBelow(digest, fromHeight);
    }
    output.print(
        StatusJson.object().put("committee", digest.toString()).put("lowestHeight", fromHeight),
        "signs from height %d on".formatted(fromHeight));
    return ExitCode.DONE;
  }

  private static void print(Output output, int messages, String text) {
    output.print(StatusJson.object().put("messages", messages), text.formatted(messages));
  }
}
