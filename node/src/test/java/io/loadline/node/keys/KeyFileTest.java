package io.loadline.node.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.consensus.Bytes;
import io.loadline.node.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.WalletUtils;

class KeyFileTest {
  private static final String ADDRESS = "0x008aeeda4d805471df9b2a5b0f38a0c3bcba786b";
  private static final Secret SECRET =
      Secret.of(
          Bytes.fromHex("7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d")
              .toArray());

  @TempDir Path folder;

  /** Test vector of the Web3 Secret Storage definition, password "testpassword". */
  @Test
  void theDefinitionsOwnFileOpens() throws IOException {
    String wallet =
        """
        {"crypto": {"cipher": "aes-128-ctr",
          "cipherparams": {"iv": "6087dab2f9fdbbfaddc31a909735c1e6"},
          "ciphertext": "5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46",
          "kdf": "pbkdf2",
          "kdfparams": {"c": 262144, "dklen": 32, "prf": "hmac-sha256",
            "salt": "ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
          "mac": "517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},
         "address": "008AEEDA4D805471DF9B2A5B0F38A0C3BCBA786B",
         "id": "3198bc9c-6672-5ab3-d995-4942343ae5b6", "version": 3}
        """;
    KeyFile key = KeyFile.read(secretFile(wallet), KeyKind.TRANSMITTER);
    assertThat(key.publicName()).isEqualTo(ADDRESS);
    assertThat(key.open("testpassword")).isEqualTo(SECRET);
  }

  @Test
  void walletsOfWeb3jOpenHereAndOursOpenThere() throws Exception {
    ECKeyPair pair = ECKeyPair.create(SECRET.bytes());
    Path theirs =
        folder.resolve(WalletUtils.generateWalletFile("word", pair, folder.toFile(), false));
    Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rw-------"));
    KeyFile read = KeyFile.read(theirs, KeyKind.TRANSMITTER);
    assertThat(read.publicName()).isEqualTo(ADDRESS);
    assertThat(read.open("word")).isEqualTo(SECRET);

    Path ours = folder.resolve("ours.json");
    KeyFile.create(ours, KeyKind.TRANSMITTER, ADDRESS, SECRET, "word", ScryptCost.STANDARD);
    assertThat(WalletUtils.loadCredentials("word", ours.toFile()).getEcKeyPair()).isEqualTo(pair);
  }

  @Test
  void aWalletFileIsNoShare() throws IOException {
    Path file = secretFile("{\"version\": 3, \"crypto\": {}}");
    assertThatThrownBy(() -> KeyFile.read(file, KeyKind.SHARE))
        .isInstanceOf(OperatorException.KeyFile.class)
        .hasMessageContaining("is not a key file");
  }

  @Test
  void aCreatedKeyOpensAgainAndIsItsOwnersOnly() throws IOException {
    Path file = folder.resolve("keys/identity.json");
    KeyFile.create(file, KeyKind.IDENTITY, ADDRESS, SECRET, "pass word", ScryptCost.LIGHT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    KeyFile read = KeyFile.read(file, KeyKind.IDENTITY);
    assertThat(read.publicName()).isEqualTo(ADDRESS);
    assertThat(read.open("pass word")).isEqualTo(SECRET);
    assertThat(Files.readString(file))
        .doesNotContain("7a28b5ba")
        .contains("\"address\" : \"008aeeda");
  }

  @Test
  void anExistingFileIsNeverOverwritten() {
    Path file = folder.resolve("peer.json");
    KeyFile.create(file, KeyKind.PEER, "12D3", SECRET, "p", ScryptCost.LIGHT);
    assertThatThrownBy(
            () -> KeyFile.create(file, KeyKind.PEER, "12D3", SECRET, "p", ScryptCost.LIGHT))
        .hasMessageContaining("there is a file already");
  }

  @Test
  void theWrongPasswordAndAnyChangedByteAreRefused() throws IOException {
    Path file = folder.resolve("share.json");
    KeyFile.create(file, KeyKind.SHARE, "02ab", SECRET, "right", ScryptCost.LIGHT);
    assertThatThrownBy(() -> KeyFile.read(file).open("wrong"))
        .isInstanceOf(OperatorException.KeyFile.class)
        .hasMessageContaining("the password does not open it");
    String json = Files.readString(file);
    int digit = json.indexOf("\"ciphertext\" : \"") + 20;
    char other = json.charAt(digit) == '0' ? '1' : '0';
    Files.writeString(file, json.substring(0, digit) + other + json.substring(digit + 1));
    assertThatThrownBy(() -> KeyFile.read(file).open("right"))
        .isInstanceOf(OperatorException.KeyFile.class);
  }

  @Test
  void aFileOthersMayReadIsRefusedWithTheRemedy() throws IOException {
    Path file = folder.resolve("share.json");
    KeyFile.create(file, KeyKind.SHARE, "02ab", SECRET, "p", ScryptCost.LIGHT);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> KeyFile.read(file))
        .isInstanceOf(OperatorException.KeyFile.class)
        .hasMessageContaining("rw-r-----")
        .hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void aKeyOfAnotherKindIsRefused() {
    Path file = folder.resolve("share.json");
    KeyFile.create(file, KeyKind.SHARE, "02ab", SECRET, "p", ScryptCost.LIGHT);
    assertThatThrownBy(() -> KeyFile.read(file, KeyKind.IDENTITY))
        .hasMessageContaining("kind share where one of kind identity");
  }

  @Test
  void derivationCostsAreBounded() throws IOException {
    Path file = folder.resolve("share.json");
    KeyFile.create(file, KeyKind.SHARE, "02ab", SECRET, "p", ScryptCost.LIGHT);
    Files.writeString(file, Files.readString(file).replace("4096", "1073741824"));
    assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("scrypt cost out of range");
  }

  @Test
  void onlyOneLineEndIsNotPartOfThePassword() throws IOException {
    assertThat(PasswordFile.read(secretFile("pass\n"))).isEqualTo("pass");
    assertThat(PasswordFile.read(secretFile("pass\r\n"))).isEqualTo("pass");
    assertThat(PasswordFile.read(secretFile(" pass \n\n"))).isEqualTo(" pass \n");
    assertThat(PasswordFile.read(secretFile("pass"))).isEqualTo("pass");
    assertThatThrownBy(() -> PasswordFile.read(secretFile("\n")))
        .hasMessageContaining("holds no password");
  }

  @Test
  void aSecretHasNoText() {
    assertThat(SECRET.toString()).isEqualTo("Secret[hidden]");
    Secret copy = Secret.of(SECRET.bytes());
    copy.close();
    assertThat(copy.bytes()).containsOnly(0);
  }

  private int files;

  private Path secretFile(String content) throws IOException {
    Path file = folder.resolve("secret" + files++);
    PrivateFiles.create(file, content.getBytes(UTF_8));
    return file;
  }
}
