package io.loadline.node.round;

import io.loadline.chain.submit.Fees;
import io.loadline.chain.submit.SubmissionJournal;
import io.loadline.node.archive.Archive;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborReader;
import io.loadline.risk.cbor.CborWriter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Pending transactions of this node's transmitter in the archive: one nonce per chain. */
final class ArchivedSubmissions implements SubmissionJournal {
  private final Archive archive;

  ArchivedSubmissions(Archive archive) {
    this.archive = archive;
  }

  @Override
  public Optional<Pending> pending(long chainId, Address sender) {
    return archive.transactions(chainId).entrySet().stream()
        .map(entry -> decode(chainId, entry.getKey(), entry.getValue()))
        .filter(pending -> pending.sender().equals(sender))
        .reduce((_, later) -> later);
  }

  @Override
  public void record(Pending pending) {
    archive.putTransaction(pending.chainId(), pending.nonce(), encode(pending));
  }

  @Override
  public void settled(long chainId, Address sender) {
    archive
        .transactions(chainId)
        .forEach((nonce, bytes) -> {
          if (decode(chainId, nonce, bytes).sender().equals(sender)) {
            archive.removeTransaction(chainId, nonce);
          }
        });
  }

  private static byte[] encode(Pending pending) {
    return new CborWriter()
        .array(2)
        .bytes(pending.sender().toByteArray())
        .list(
            pending.attempts(),
            (out, attempt) ->
                out.array(5)
                    .bytes(hex(attempt.hash()))
                    .integer(attempt.height())
                    .integer(attempt.fees().maxFeeWei())
                    .integer(attempt.fees().maxPriorityFeeWei())
                    .bytes(hex(attempt.rawHex())))
        .toByteArray();
  }

  private static Pending decode(long chainId, long nonce, byte[] bytes) {
    try {
      CborReader in = new CborReader(bytes);
      in.array(2);
      Address sender = Address.of(in.bytes(Address.SIZE));
      List<Attempt> attempts = in.list(ArchivedSubmissions::attempt);
      in.end();
      return new Pending(chainId, sender, nonce, attempts);
    } catch (CborException e) {
      throw new IllegalStateException("The archive's transaction journal is damaged.", e);
    }
  }

  private static Attempt attempt(CborReader in) throws CborException {
    in.array(5);
    String hash = text(in.bytes());
    long height = in.unsigned();
    Fees fees = new Fees(in.integer(), in.integer());
    return new Attempt(hash, height, fees, text(in.bytes()));
  }

  private static byte[] hex(String prefixed) {
    return HexFormat.of().parseHex(prefixed.substring(2));
  }

  private static String text(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
