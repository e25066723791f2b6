package io.loadline.chain.contracts;

import io.loadline.chain.rpc.Hex;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Asset;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.StaticStruct;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes16;
import org.web3j.abi.datatypes.generated.Int64;
import org.web3j.abi.datatypes.generated.Uint104;
import org.web3j.abi.datatypes.generated.Uint128;
import org.web3j.abi.datatypes.generated.Uint16;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.abi.datatypes.generated.Uint8;

/** From Loadline's types to web3j's ABI types, and to call data. */
final class Abi {

  private Abi() {}

  static byte[] call(String function, Type<?>... arguments) {
    String hex = FunctionEncoder.encode(new Function(function, List.of(arguments), List.of()));
    return HexFormat.of().parseHex(hex, 2, hex.length());
  }

  /** Arguments of a constructor, to be appended to the creation bytecode. */
  static byte[] constructor(Type<?>... arguments) {
    String hex = FunctionEncoder.encodeConstructor(List.of(arguments));
    return HexFormat.of().parseHex(hex);
  }

  static Type<?> address(Address value) {
    return new org.web3j.abi.datatypes.Address(value.toHex());
  }

  static Type<?> bytes32(Bytes32 value) {
    return new org.web3j.abi.datatypes.generated.Bytes32(value.toByteArray());
  }

  static Type<?> asset(Asset value) {
    return new Bytes16(value.bytes16());
  }

  static Type<?> bytes(byte[] value) {
    return new DynamicBytes(value);
  }

  static Type<?> string(String value) {
    return new Utf8String(value);
  }

  static Type<?> uint8(int value) {
    return new Uint8(value);
  }

  static Type<?> uint16(int value) {
    return new Uint16(value);
  }

  static Type<?> uint32(long value) {
    return new Uint32(value);
  }

  static Type<?> uint64(long value) {
    return new Uint64(value);
  }

  static Type<?> int64(long value) {
    return new Int64(value);
  }

  static Type<?> uint128(BigInteger value) {
    return new Uint128(value);
  }

  static Type<?> uint256(BigInteger value) {
    return new Uint256(value);
  }

  @SuppressWarnings("rawtypes") // web3j's struct takes raw types.
  static StaticStruct tuple(Type... fields) {
    return new StaticStruct(fields);
  }

  static Type<?> addresses(List<Address> values) {
    return new DynamicArray<>(
        org.web3j.abi.datatypes.Address.class,
        values.stream().map(v -> new org.web3j.abi.datatypes.Address(v.toHex())).toList());
  }

  static DynamicArray<org.web3j.abi.datatypes.generated.Bytes32> bytes32s(List<Bytes32> values) {
    return new DynamicArray<>(
        org.web3j.abi.datatypes.generated.Bytes32.class,
        values.stream()
            .map(v -> new org.web3j.abi.datatypes.generated.Bytes32(v.toByteArray()))
            .toList());
  }

  static Type<?> assets(List<Asset> values) {
    return new DynamicArray<>(
        Bytes16.class, values.stream().map(v -> new Bytes16(v.bytes16())).toList());
  }

  static Type<?> byteStrings(List<byte[]> values) {
    return new DynamicArray<>(DynamicBytes.class, values.stream().map(DynamicBytes::new).toList());
  }

  static Type<?> uint64s(List<Long> values) {
    return new DynamicArray<>(Uint64.class, values.stream().map(Uint64::new).toList());
  }

  static Type<?> uint128s(List<BigInteger> values) {
    return new DynamicArray<>(Uint128.class, values.stream().map(Uint128::new).toList());
  }

  static Type<?> uint104s(List<BigInteger> values) {
    return new DynamicArray<>(Uint104.class, values.stream().map(Uint104::new).toList());
  }

  /**
   * A dynamic array of structs; web3j cannot name the type of an empty one, and nobody sends one.
   */
  static Type<?> tuples(List<StaticStruct> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("an array of structs must not be empty");
    }
    return new DynamicArray<>(StaticStruct.class, values);
  }

  @SuppressWarnings({"rawtypes", "unchecked"}) // web3j has no typed array of arrays.
  static Type<?> proofs(List<List<Bytes32>> values) {
    return new DynamicArray(DynamicArray.class, values.stream().map(Abi::bytes32s).toList());
  }

  /** For messages: the selector of call data. */
  static String selectorOf(byte[] callData) {
    return Hex.data(java.util.Arrays.copyOf(callData, 4));
  }
}
