package io.loadline.node.round;

import io.loadline.node.NodeRuntime;
import io.loadline.node.OperatorException;
import io.loadline.node.Version;
import io.loadline.node.config.ManifestJson;
import io.loadline.node.config.NodeConfig;
import java.io.IOException;

/** Starts a {@link LoadlineNode} from its settings. */
public final class LoadlineRuntime implements NodeRuntime {
  @Override
  public Running start(NodeConfig config) {
    LoadlineNode node =
        new LoadlineNode(config, ManifestJson.read(config.manifest()), Version.current());
    try {
      node.start();
      return node;
    } catch (IOException e) {
      node.close();
      throw new OperatorException.Unavailable(
          "Cannot listen on " + config.listen() + ": " + e.getMessage(),
          "Free that port, or set another one as listen.");
    }
  }
}
