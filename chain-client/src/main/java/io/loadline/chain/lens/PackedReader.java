package io.loadline.chain.lens;

import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Asset;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** Fixed-width big-endian fields, each checked to be there. */
final class PackedReader {
  private static final int UINT128_SIZE = 16;
  private final ByteBuffer bytes;
  private final String source;

  PackedReader(byte[] bytes, String source) {
    this.bytes = ByteBuffer.wrap(bytes);
    this.source = source;
  }

  /** Builds a value whose constructor checks ranges; a refusal is the contract's fault. */
  <T> T build(java.util.function.Supplier<T> constructor) throws RpcException.Malformed {
    try {
      return constructor.get();
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  RpcException.Malformed malformed(String what) {
    return new RpcException.Malformed(source, what + ", before byte " + bytes.position());
  }

  boolean atEnd() {
    return !bytes.hasRemaining();
  }

  void requireEnd() throws RpcException.Malformed {
    if (!atEnd()) {
      throw malformed(bytes.remaining() + " bytes too many");
    }
  }

  private void require(int size) throws RpcException.Malformed {
    if (bytes.remaining() < size) {
      throw malformed("%d bytes missing".formatted(size - bytes.remaining()));
    }
  }

  int uint8() throws RpcException.Malformed {
    require(1);
    return Byte.toUnsignedInt(bytes.get());
  }

  int uint16() throws RpcException.Malformed {
    require(Short.BYTES);
    return Short.toUnsignedInt(bytes.getShort());
  }

  long uint32() throws RpcException.Malformed {
    require(Integer.BYTES);
    return Integer.toUnsignedLong(bytes.getInt());
  }

  /** Values of 2^63 and more are refused: nothing real reaches them. */
  long uint64() throws RpcException.Malformed {
    long value = int64();
    if (value < 0) {
      throw malformed("a 64-bit number is too large");
    }
    return value;
  }

  long int64() throws RpcException.Malformed {
    require(Long.BYTES);
    return bytes.getLong();
  }

  BigInteger uint128() throws RpcException.Malformed {
    return new BigInteger(1, raw(UINT128_SIZE));
  }

  BigInteger int128() throws RpcException.Malformed {
    return new BigInteger(raw(UINT128_SIZE));
  }

  Address address() throws RpcException.Malformed {
    return Address.of(raw(Address.SIZE));
  }

  Bytes32 bytes32() throws RpcException.Malformed {
    return Bytes32.of(raw(Bytes32.SIZE));
  }

  Asset asset() throws RpcException.Malformed {
    byte[] padded = raw(Asset.SIZE);
    return build(() -> Asset.fromBytes16(padded));
  }

  private byte[] raw(int size) throws RpcException.Malformed {
    require(size);
    byte[] field = new byte[size];
    bytes.get(field);
    return field;
  }
}
