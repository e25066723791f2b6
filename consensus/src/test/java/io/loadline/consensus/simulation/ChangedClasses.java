package io.loadline.consensus.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Loads this module's classes a second time with some of them changed: compiled here, at run time,
 * from the shipped source with a few lines replaced, or from a source that stands in. So neither a
 * planted bug nor the model group leaves a trace in what is shipped.
 */
final class ChangedClasses extends ClassLoader {
  private static final String CHANGED_PACKAGES = "io.loadline.consensus.";
  private static final Path SHIPPED = Path.of("src/main/java/io/loadline/consensus");
  private static final Path MODEL_GROUP = Path.of("src/test/model-group");

  private static final String PACKAGE = "io/loadline/consensus";
  private static final String CURVE_POINT = "import org.bouncycastle.math.ec.ECPoint;";

  private final Map<String, byte[]> compiled;

  /**
   * A line of shipped source that reads otherwise.
   *
   * @param file below the module's main package
   * @param original text that stands there exactly once
   */
  record Patch(String file, String original, String replacement) {}

  private ChangedClasses(Map<String, byte[]> compiled) {
    super(ChangedClasses.class.getClassLoader());
    this.compiled = compiled;
  }

  /**
   * Classes with the patches, over the model group or the real one.
   *
   * @param module the consensus module's folder
   */
  static ClassLoader load(Path module, List<Patch> patches, boolean modelGroup) {
    Map<String, String> sources = new TreeMap<>();
    for (Patch patch : patches) {
      String text =
          sources.computeIfAbsent(patch.file, file -> read(module.resolve(SHIPPED).resolve(file)));
      sources.put(patch.file, replaced(text, patch));
    }
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((file, text) -> units.add(new Source(file, text)));
    if (modelGroup) {
      for (Path file : files(module.resolve(SHIPPED).resolve("frost"))) {
        String name = "frost/" + file.getFileName();
        String text = sources.getOrDefault(name, read(file));
        if (text.contains(CURVE_POINT)
            && !Files.exists(module.resolve(MODEL_GROUP).resolve(PACKAGE).resolve(name))) {
          units.add(new Source(name, text.replace(CURVE_POINT, ""))); // Now it means the model's.
        }
      }
      Path model = module.resolve(MODEL_GROUP);
      for (Path file : files(model)) {
        units.add(new Source(model.relativize(file).toString(), read(file)));
      }
    }
    return new ChangedClasses(compile(units));
  }

  private static String replaced(String text, Patch patch) {
    int at = text.indexOf(patch.original);
    if (at < 0 || text.indexOf(patch.original, at + 1) >= 0) {
      throw new IllegalStateException(
          patch.file + " does not hold exactly once: " + patch.original);
    }
    return text.replace(patch.original, patch.replacement);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      if (!name.startsWith(CHANGED_PACKAGES)) {
        return super.loadClass(name, resolve);
      }
      byte[] bytes = compiled.containsKey(name) ? compiled.get(name) : shipped(name);
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  private byte[] shipped(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static Map<String, byte[]> compile(List<JavaFileObject> units) {
    if (units.isEmpty()) {
      return Map.of();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
      Memory memory = new Memory(files);
      List<String> options =
          List.of("-proc:none", "-implicit:none", "-cp", System.getProperty("java.class.path"));
      if (!compiler.getTask(null, memory, problems, options, null, units).call()) {
        throw new IllegalStateException("changed classes: " + problems.getDiagnostics());
      }
      Map<String, byte[]> compiled = new LinkedHashMap<>();
      memory.written.forEach((name, bytes) -> compiled.put(name, bytes.toByteArray()));
      return compiled;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String file, String text) {
      super(URI.create("changed:///" + file), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

    Memory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("compiled:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          written.put(name, bytes);
          return bytes;
        }
      };
    }
  }
}
