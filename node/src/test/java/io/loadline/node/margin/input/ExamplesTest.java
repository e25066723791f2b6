package io.loadline.node.margin.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.node.config.JsonSchema;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ExamplesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonNode PORTFOLIO = JSON.readTree(Examples.portfolio());
  private static final JsonNode MARKET = JSON.readTree(Examples.market());

  @Test
  void theExamplesFitTheirSchemas() {
    assertThat(JsonSchema.of("portfolio").faults(PORTFOLIO)).isEmpty();
    assertThat(JsonSchema.of("market").faults(MARKET)).isEmpty();
  }

  @Test
  void theSchemasRefuseWhatTheReadersRefuse() {
    ObjectNode position = (ObjectNode) PORTFOLIO.deepCopy().path("positions").get(1);
    ObjectNode portfolio = (ObjectNode) PORTFOLIO.deepCopy();
    portfolio
        .putArray("positions")
        .add(position.deepCopy().put("kind", "perpetul"))
        .add(position.deepCopy().put("quantity", "1e3"))
        .add(position.deepCopy().put("expiry", 1.5))
        .add(position.deepCopy().put("size", "1"));
    assertThat(JsonSchema.of("portfolio").faults(portfolio))
        .hasSize(4)
        .contains("$.positions[1].quantity does not match", "$.positions[3].size is unknown");
    ObjectNode market = (ObjectNode) MARKET.deepCopy();
    ObjectNode slice = (ObjectNode) market.path("assets").get(0).path("slices").get(0);
    slice.set("svi", MARKET.path("assets").get(1).path("slices").get(1).path("svi"));
    assertThat(JsonSchema.of("market").faults(market))
        .containsExactly("$.assets[0].slices[0] fits more than one choice");
  }

  @Test
  void thePortfolioShowsEveryKindOfPositionAndEveryKey() {
    var kinds = new TreeSet<String>();
    PORTFOLIO.path("positions").forEach(p -> kinds.add(p.path("kind").asString()));
    assertThat(kinds).containsExactlyInAnyOrderElementsOf(Kind.words().sequencedKeySet());
    JsonNode schema = JsonSchema.of("portfolio").root();
    for (String list : new String[] {"venues", "positions", "pledged", "collateral"}) {
      var keys = new TreeSet<String>();
      PORTFOLIO.path(list).forEach(item -> keys.addAll(item.propertyNames()));
      assertThat(keys)
          .as(list)
          .containsExactlyInAnyOrderElementsOf(
              schema.at("/properties/" + list + "/items/properties").propertyNames());
    }
  }
}
