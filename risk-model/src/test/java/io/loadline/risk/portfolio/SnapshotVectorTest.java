package io.loadline.risk.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.Vectors;
import io.loadline.risk.cbor.CborException;
import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * docs/vectors/snapshot.json was made with other people's CBOR, keccak and ABI, not with this code.
 */
class SnapshotVectorTest {
  private static final JsonNode VECTOR = Vectors.read("snapshot.json");
  private static final JsonNode VALUES = VECTOR.get("snapshot");
  private static final int MARKET = 8;
  private static final int COLLATERAL = 10;
  private static final int CARRIED = 12;
  private static final int CARRIED_ASSETS = 6;

  @Test
  void bytesHashAndStateRootAreThoseOfTheVector() throws CborException {
    var snapshot = snapshot();
    assertThat(SnapshotCodec.encode(snapshot)).isEqualTo(bytes());
    assertThat(SnapshotCodec.hash(snapshot).toHex()).isEqualTo(VECTOR.get("hash").asString());
    assertThat(CarriedCodec.stateRoot(snapshot.carried()).toHex())
        .isEqualTo(VECTOR.get("stateRoot").asString());
  }

  @Test
  void fieldsOfTheMarketStandWhereTheFormatSays() throws CborException {
    var markets = snapshot().market();
    for (int i = 0; i < markets.size(); i++) {
      var market = markets.get(i);
      var values = VALUES.get(MARKET).get(i);
      assertThat(market.asset().bytes16()).isEqualTo(hex(values.get(0)));
      assertThat(market.feedSpotUsdE8()).isEqualTo(number(values, 1));
      assertThat(market.confidenceE9()).isEqualTo(number(values, 2).longValueExact());
      assertThat(market.timeSeconds()).isEqualTo(number(values, 3).longValueExact());
      assertThat(market.rateE9()).isEqualTo(number(values, 4).longValueExact());
      assertThat(market.fundingE9()).isEqualTo(number(values, 5).longValueExact());
      assertThat(market.dailyVolumeUsd()).isEqualTo(number(values, 6));
      assertThat(market.redemptionE9()).isEqualTo(number(values, 7).longValueExact());
      assertThat(market.slices()).hasSize(values.get(8).size());
    }
    assertThat(markets.getFirst().slices().getFirst().expirySeconds())
        .as("a past expiry with its settlement price")
        .isLessThan(snapshot().anchorTimeSeconds());
  }

  @Test
  void supplyIsTheTokensLastField() throws CborException {
    assertThat(snapshot().collateral().getFirst().supply())
        .isEqualTo(number(VALUES.get(COLLATERAL).get(0), 3));
  }

  @Test
  void carriedAssetsStandWhereTheFormatSays() throws CborException {
    var assets = snapshot().carried().assets();
    var values = VALUES.get(CARRIED).get(CARRIED_ASSETS);
    assertThat(assets).hasSize(values.size());
    for (int i = 0; i < assets.size(); i++) {
      var asset = assets.get(i);
      var fields = values.get(i);
      assertThat(asset.state()).isEqualTo(number(fields, 1).intValueExact());
      assertThat(asset.calm()).isEqualTo(number(fields, 2).intValueExact());
      assertThat(asset.timeSeconds()).isEqualTo(number(fields, 3).longValueExact());
      assertThat(asset.priceUsdE8()).isEqualTo(number(fields, 4));
      assertThat(asset.window()).hasSize(fields.get(5).size());
      assertThat(asset.market().isEmpty()).isEqualTo(fields.get(6).isNull());
    }
    var newest = assets.get(1).window().get(1);
    assertThat(newest.timeSeconds())
        .isEqualTo(number(values.get(1).get(5).get(1), 0).longValueExact());
    assertThat(newest.priceUsdE8()).isEqualTo(number(values.get(1).get(5).get(1), 1));
    assertThat(assets.get(1).market()).contains(snapshot().market().getFirst());
  }

  private static Snapshot snapshot() throws CborException {
    return SnapshotCodec.decode(bytes());
  }

  private static byte[] bytes() {
    return hex(VECTOR.get("cbor"));
  }

  private static byte[] hex(JsonNode text) {
    return HexFormat.of().parseHex(text.asString().substring(2));
  }

  private static BigInteger number(JsonNode fields, int index) {
    return new BigInteger(fields.get(index).asString());
  }
}
