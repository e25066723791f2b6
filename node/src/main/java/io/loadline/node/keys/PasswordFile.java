package io.loadline.node.keys;

import io.loadline.node.OperatorException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The password of the key files, in a file of its own. One line end at the end, LF or CRLF, is not
 * part of the password: editors add it. Everything else is, spaces too.
 */
public final class PasswordFile {
  private PasswordFile() {}

  /** Reads a password of at least one character. */
  public static String read(Path file) {
    String content;
    try {
      content =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(PrivateFiles.read(file, "password file")))
              .toString();
    } catch (CharacterCodingException e) {
      throw new OperatorException.KeyFile(
          file, "is not UTF-8 text", "Write the password into it as text.");
    }
    String password =
        content.endsWith("\r\n")
            ? content.substring(0, content.length() - 2)
            : content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
    if (password.isEmpty()) {
      throw new OperatorException.KeyFile(
          file, "holds no password", "Write the password into it, one line.");
    }
    return password;
  }
}
