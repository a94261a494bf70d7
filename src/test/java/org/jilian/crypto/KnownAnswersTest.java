package org.jilian.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.crypto.Vectors.ascii;
import static org.jilian.crypto.Vectors.concat;
import static org.jilian.crypto.Vectors.giving;
import static org.jilian.crypto.Vectors.hex;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.jilian.record.Cipher;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.junit.jupiter.api.Test;

/** Published vectors; each names its source. */
class KnownAnswersTest {
    private static final Suite GM = Suite.named("gm");
    private static final Suite INTL = Suite.named("intl");

    /** GB/T 32918.5-2017 Annex A. */
    private static final String SM2_KEY = "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8";

    private static final String SM2_K = "59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21";

    /** GB/T 32905-2016 A.1. */
    @Test
    void sm3() {
        assertThat(GM.hash().of(ascii("abc")))
                .hasToString("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }

    /** FIPS 180-4, example "abc". */
    @Test
    void sha256() {
        assertThat(INTL.hash().of(ascii("abc")))
                .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    /** The leaf of nothing and a node of RFC 6962's reference tree (leaves "" and 00). */
    @Test
    void merkleLeafAndNode() {
        Digest empty = INTL.hash().leaf(new byte[0]);

        assertThat(empty).hasToString("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assertThat(INTL.hash().node(empty, INTL.hash().leaf(new byte[1])))
                .hasToString("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    }

    @Test
    void merklePrefixesAreTheSameUnderSm3() {
        Digest left = GM.hash().of(ascii("left"));
        Digest right = GM.hash().of(ascii("right"));

        assertThat(GM.hash().leaf(ascii("abc"))).isEqualTo(GM.hash().of(concat(new byte[] {0}, ascii("abc"))));
        assertThat(GM.hash().node(left, right))
                .isEqualTo(GM.hash().of(concat(new byte[] {1}, left.bytes(), right.bytes())));
    }

    /** RFC 4231 §4.3. */
    @Test
    void hmacSha256() {
        assertThat(INTL.mac(ascii("Jefe")).of(ascii("what do ya want for nothing?")))
                .isEqualTo(hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    }

    /** GB/T 32907-2016 A.1. */
    @Test
    void sm4Block() throws GeneralSecurityException {
        byte[] keyAndPlain = hex("0123456789abcdeffedcba9876543210");
        javax.crypto.Cipher sm4 = javax.crypto.Cipher.getInstance("SM4/ECB/NoPadding", Providers.BC);
        sm4.init(javax.crypto.Cipher.ENCRYPT_MODE, new SecretKeySpec(keyAndPlain, "SM4"));

        assertThat(sm4.doFinal(keyAndPlain)).isEqualTo(hex("681edf34d206965e86b3e94f536e4246"));
    }

    /** RFC 8998 A.1. */
    @Test
    void sm4Gcm() {
        byte[] plain = hex("AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD"
                + "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA");
        byte[] context = hex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2");
        String nonce = "00001234567800000000ABCD";
        byte[] encrypted = hex(nonce
                + "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
                + "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
                + "83DE3541E4C2B58177E065A9BF7B62EC");
        Cipher sm4 = Suite.named("gm", giving(nonce)).cipher(hex("0123456789ABCDEFFEDCBA9876543210"));

        assertThat(sm4.encrypt(plain, context)).isEqualTo(encrypted);
        assertThat(sm4.decrypt(encrypted, context)).isEqualTo(plain);
    }

    /** The GCM submission to NIST (McGrew and Viega), test case 16. */
    @Test
    void aes256Gcm() {
        byte[] plain = hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
        byte[] context = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        String nonce = "cafebabefacedbaddecaf888";
        byte[] encrypted = hex(nonce
                + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                + "76fc6ece0f4e1768cddf8853bb2d551b");
        Cipher aes = Suite.named("intl", giving(nonce))
                .cipher(hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"));

        assertThat(aes.encrypt(plain, context)).isEqualTo(encrypted);
        assertThat(aes.decrypt(encrypted, context)).isEqualTo(plain);
    }

    /** GB/T 32918.5-2017 A.2. */
    @Test
    void sm2Signature() throws Exception {
        byte[] signature = Suite.named("gm", giving(SM2_K))
                .signRaw(ascii("message digest"), Vectors.privateKey("sm2p256v1", SM2_KEY));

        assertThat(signature)
                .isEqualTo(der(
                        "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3",
                        "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"));
        assertThat(GM.verifyRaw(ascii("message digest"), signature, Vectors.publicKey("sm2p256v1", SM2_KEY)))
                .isTrue();
    }

    /** RFC 6979 A.2.5, SHA-256, "sample". */
    @Test
    void ecdsaSignature() throws Exception {
        String key = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";

        byte[] signature = INTL.signRaw(ascii("sample"), Vectors.privateKey("P-256", key));

        assertThat(signature)
                .isEqualTo(der(
                        "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
                        "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"));
        assertThat(INTL.verifyRaw(ascii("sample"), signature, Vectors.publicKey("P-256", key)))
                .isTrue();
    }

    /** GB/T 32918.5-2017 A.3, with C3 before C2 as GB/T 35276 orders them. */
    @Test
    void sm2Encryption() throws InvalidCipherTextException {
        byte[] encrypted = hex("0404EBFC718E8D1798620432268E77FEB6415E2EDE0E073C0F4F640ECD2E149A73E8"
                + "58F9D81E5430A57B36DAAB8F950A3C64E6EE6A63094D99283AFF767E124DF0"
                + "59983C18F809E262923C53AEC295D30383B54E39D609D160AFCB1908D0BD8766"
                + "21886CA989CA9C7D58087307CA93092D651EFA");
        AsymmetricCipherKeyPair keys = Vectors.pair(SignatureScheme.SM2, "sm2p256v1", SM2_KEY);
        Sm2KeyWrap wrap = new Sm2KeyWrap();

        assertThat(wrap.unwrap(encrypted, new byte[0], keys)).isEqualTo(ascii("encryption standard"));
        assertThat(wrap.wrap(
                        ascii("encryption standard"),
                        new byte[0],
                        (ECPublicKeyParameters) keys.getPublic(),
                        giving(SM2_K)))
                .isEqualTo(encrypted);
    }

    /** CFRG's vectors for RFC 9180 (test-vectors.json): mode 0, KEM 0x0010, KDF 0x0001, AEAD 0x0002, first encryption. */
    @Test
    void hpke() throws InvalidCipherTextException {
        byte[] plain = hex("4265617574792069732074727574682c20747275746820626561757479");
        byte[] context = hex("436f756e742d30");
        byte[] encrypted = hex("04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f03e"
                + "0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e0"
                + "58c61a45059d0c5704560e9d88b564a8b63f1364b8d1fcb3c4c6ddc1d2917424"
                + "65e902cd216f8908da49f8f96f");
        AsymmetricCipherKeyPair keys = Vectors.pair(
                SignatureScheme.ECDSA, "P-256", "317f915db7bc629c48fe765587897e01e282d3e8445f79f27f65d031a88082b2");
        HpkeKeyWrap wrap = new HpkeKeyWrap(hex("4f6465206f6e2061204772656369616e2055726e"));

        assertThat(wrap.unwrap(encrypted, context, keys)).isEqualTo(plain);
        assertThat(wrap.wrap(
                        plain,
                        context,
                        (ECPublicKeyParameters) keys.getPublic(),
                        giving("90345e3a1d116c1dd39ae76d95ab858c142223a63e44f8f85318cfa91a84858e")))
                .isEqualTo(encrypted);
    }

    @Test
    void aSuiteSignsAndVerifiesWithNoKeyOfAnotherCurve() {
        PrivateKey key = Vectors.privateKey("P-256", SM2_KEY);
        PublicKey foreign = Vectors.publicKey("P-256", SM2_KEY);

        assertThatThrownBy(() -> GM.signRaw(ascii("x"), key))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("sm2p256v1");
        assertThat(GM.verifyRaw(ascii("x"), INTL.signRaw(ascii("x"), key), foreign))
                .isFalse();
        assertThat(INTL.verifyRaw(ascii("x"), INTL.signRaw(ascii("x"), key), foreign))
                .isTrue();
    }

    @Test
    void anUnknownSuiteIsRefused() {
        assertThatThrownBy(() -> Suite.named("GM")).hasMessage("crypto suite should be gm or intl, but is 'GM'");
    }

    private static byte[] der(String r, String s) throws java.io.IOException {
        return new DERSequence(new ASN1Integer[] {integer(r), integer(s)}).getEncoded();
    }

    private static ASN1Integer integer(String hex) {
        return new ASN1Integer(new java.math.BigInteger(1, HexFormat.of().parseHex(hex)));
    }
}
