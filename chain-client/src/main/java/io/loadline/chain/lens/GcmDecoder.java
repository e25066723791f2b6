package io.loadline.chain.lens;

import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.portfolio.CollateralToken;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Decodes {@code readAccounts} and {@code readTokens} of a GCM, docs/formats.md section 4. */
public final class GcmDecoder {
  private static final int TOKEN_SIZE = Address.SIZE + 1 + 16;

  /** An account's record counts its tokens in one byte. */
  private static final int MOST_TOKENS = 255;

  private interface Field<T> {
    T read(PackedReader in) throws RpcException.Malformed;
  }

  private GcmDecoder() {}

  /** One entry per account asked for, in that order. */
  public static List<GcmAccount> accounts(byte[] packed, int count, String source)
      throws RpcException.Malformed {
    PackedReader in = new PackedReader(packed, source);
    List<GcmAccount> accounts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      accounts.add(account(in));
    }
    in.requireEnd();
    return accounts;
  }

  private static GcmAccount account(PackedReader in) throws RpcException.Malformed {
    Address owner = in.address();
    long subAccount = in.uint32();
    Address holder = in.address();
    long provenHeight = in.uint64();
    BigInteger provenInitial = in.uint128();
    BigInteger reserved = in.uint128();
    return new GcmAccount(
        owner,
        subAccount,
        holder,
        provenHeight,
        provenInitial,
        reserved,
        list(in, GcmDecoder::holding),
        list(in, each -> new GcmAccount.Lock(each.uint64(), each.address(), each.uint128())),
        list(in, each -> new GcmAccount.Link(each.uint64(), each.address(), each.address())),
        list(in, each -> new GcmAccount.ApprovedVenue(each.address(), each.uint128())));
  }

  private static GcmAccount.Holding holding(PackedReader in) throws RpcException.Malformed {
    BigInteger amount = in.uint128();
    BigInteger setAside = in.uint128();
    if (setAside.compareTo(amount) > 0) {
      throw in.malformed("more is set aside than held");
    }
    return new GcmAccount.Holding(amount, setAside);
  }

  private static <T> List<T> list(PackedReader in, Field<T> field) throws RpcException.Malformed {
    int count = in.uint8();
    List<T> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(field.read(in));
    }
    return List.copyOf(items);
  }

  /** The GCM's tokens in its own fixed order. */
  public static List<CollateralToken> tokens(byte[] packed, long chainId, String source)
      throws RpcException.Malformed {
    PackedReader in = new PackedReader(packed, source);
    if (packed.length > MOST_TOKENS * TOKEN_SIZE) {
      throw in.malformed("%d bytes are more than %d tokens".formatted(packed.length, MOST_TOKENS));
    }
    List<CollateralToken> tokens = new ArrayList<>();
    while (!in.atEnd()) {
      Address token = in.address();
      int decimals = in.uint8();
      BigInteger supply = in.uint128();
      tokens.add(in.build(() -> new CollateralToken(chainId, token, decimals, supply)));
    }
    return List.copyOf(tokens);
  }
}
