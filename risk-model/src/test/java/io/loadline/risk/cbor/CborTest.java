package io.loadline.risk.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {
  @ParameterizedTest
  @CsvSource({ // RFC 8949, appendix A.
    "0, 00",
    "1, 01",
    "10, 0a",
    "23, 17",
    "24, 1818",
    "25, 1819",
    "100, 1864",
    "1000, 1903e8",
    "1000000, 1a000f4240",
    "1000000000000, 1b000000e8d4a51000",
    "18446744073709551615, 1bffffffffffffffff",
    "18446744073709551616, c249010000000000000000",
    "-18446744073709551616, 3bffffffffffffffff",
    "-18446744073709551617, c349010000000000000000",
    "-1, 20",
    "-10, 29",
    "-100, 3863",
    "-1000, 3903e7",
  })
  void integersOfTheRfcEncodeBothWays(BigInteger value, String hex) throws CborException {
    assertThat(hex(new CborWriter().integer(value))).isEqualTo(hex);
    assertThat(reader(hex).integer()).isEqualTo(value);
    if (value.bitLength() < Long.SIZE) {
      assertThat(hex(new CborWriter().integer(value.longValueExact()))).isEqualTo(hex);
      assertThat(reader(hex).signed()).isEqualTo(value.longValueExact());
    }
  }

  @Test
  void otherItemsOfTheRfcEncodeBothWays() throws CborException {
    assertThat(hex(new CborWriter().bool(false).bool(true).nil())).isEqualTo("f4f5f6");
    assertThat(hex(new CborWriter().bytes(new byte[0]))).isEqualTo("40");
    assertThat(hex(new CborWriter().bytes(new byte[] {1, 2, 3, 4}))).isEqualTo("4401020304");
    assertThat(hex(new CborWriter().text(""))).isEqualTo("60");
    assertThat(hex(new CborWriter().text("IETF"))).isEqualTo("6449455446");
    assertThat(hex(new CborWriter().text("\"\\"))).isEqualTo("62225c");
    assertThat(hex(new CborWriter().list(List.of(1, 2, 3), CborWriter::integer)))
        .isEqualTo("83010203");
    var nested = reader("8301820203820405");
    nested.array(3);
    assertThat(nested.unsigned()).isEqualTo(1);
    assertThat(nested.list(CborReader::unsigned)).containsExactly(2L, 3L);
    assertThat(nested.list(CborReader::unsigned)).containsExactly(4L, 5L);
    nested.end();
    var twentyFive = reader("98190102030405060708090a0b0c0d0e0f101112131415161718181819");
    assertThat(twentyFive.list(CborReader::unsigned)).hasSize(25).contains(25L);
    assertThat(reader("6449455446").text()).isEqualTo("IETF");
    assertThat(reader("f5").bool()).isTrue();
    assertThat(reader("f6").nil()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1817", // 23 in two bytes
        "190018", // 24 in three bytes
        "1a0000ffff",
        "1b00000000ffffffff",
        "3800",
        "c2420100", // a bignum that fits 64 bits
        "c248ffffffffffffffff",
        "c24a00010000000000000000", // a leading zero
        "c240",
        "c0", // another tag
        "d818456449455446",
        "1c", // reserved
        "1f",
        "5f",
        "fb3ff199999999999a", // a float
        "f6", // null is no integer
        "a0", // a map
        "", // nothing
        "19 03",
      })
  void whatIsNotACanonicalIntegerIsRefused(String hex) {
    assertThatThrownBy(() -> reader(hex.replace(" ", "")).integer())
        .isInstanceOf(CborException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5f",
        "9f",
        "58ff",
        "9bffffffffffffffff",
        "5bffffffffffffffff",
        "9a7fffffff",
        "5803"
      })
  void lengthsBeyondTheInputAreRefusedBeforeAllocation(String hex) {
    assertThatThrownBy(() -> reader(hex).bytes()).isInstanceOf(CborException.class);
    assertThatThrownBy(() -> reader(hex).array()).isInstanceOf(CborException.class);
  }

  @Test
  void textBeyondAsciiIsRefused() {
    assertThatThrownBy(() -> reader("62c3bc").text()).hasMessageContaining("ASCII");
    assertThatThrownBy(() -> new CborWriter().text("ü"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void failureNamesTheOffset() throws CborException {
    var reader = reader("82011817");
    reader.array(2);
    reader.unsigned();
    assertThatThrownBy(reader::unsigned)
        .isInstanceOfSatisfying(CborException.class, e -> assertThat(e.offset()).isEqualTo(2))
        .hasMessage("byte 2: head is not the shortest form");
  }

  @Test
  void bytesAfterTheEndAreRefused() throws CborException {
    var reader = reader("0000");
    reader.unsigned();
    assertThatThrownBy(reader::end).isInstanceOf(CborException.class);
  }

  @Property
  void everyIntegerComesBack(@ForAll BigInteger value) throws CborException {
    var bytes = new CborWriter().integer(value).toByteArray();
    assertThat(new CborReader(bytes).integer()).isEqualTo(value);
  }

  @Property
  void everyLongComesBack(@ForAll long value) throws CborException {
    var bytes = new CborWriter().integer(value).toByteArray();
    assertThat(new CborReader(bytes).signed()).isEqualTo(value);
    assertThat(bytes).isEqualTo(new CborWriter().integer(BigInteger.valueOf(value)).toByteArray());
  }

  private static CborReader reader(String hex) {
    return new CborReader(HexFormat.of().parseHex(hex));
  }

  private static String hex(CborWriter writer) {
    return HexFormat.of().formatHex(writer.toByteArray());
  }
}
