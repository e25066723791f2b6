package io.loadline.node.devnet.report;

import java.io.PrintStream;
import tools.jackson.databind.node.ObjectNode;

/** One JSON object per line, each with its kind in {@code event}. */
public final class JsonConsole implements Console {
  private final PrintStream out;

  public JsonConsole(PrintStream out) {
    this.out = out;
  }

  @Override
  public void step(String text) {
    text("step", text);
  }

  @Override
  public void round(RoundLine round) {
    line("round", Json.round(round));
  }

  @Override
  public void life(LifeStep step) {
    line("life", Json.life(step));
  }

  @Override
  public void problem(String text) {
    text("problem", text);
  }

  @Override
  public void done(String text) {
    text("done", text);
  }

  private void text(String event, String text) {
    line(event, Json.MAPPER.createObjectNode().put("text", text));
  }

  private void line(String event, ObjectNode content) {
    var node = Json.MAPPER.createObjectNode().put("event", event);
    node.setAll(content);
    out.println(node);
    out.flush();
  }
}
