package org.jilian.cli.node;

import com.fasterxml.jackson.core.JsonPointer;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jilian.intake.pull.Concealed;
import org.jilian.intake.pull.Credentials;
import org.jilian.intake.pull.Items;
import org.jilian.intake.pull.Mark;
import org.jilian.intake.pull.OAuth;
import org.jilian.intake.pull.Paging;
import org.jilian.intake.pull.PullSettings;
import org.jilian.intake.pull.Retry;
import org.jilian.intake.pull.Watermark;
import org.jspecify.annotations.Nullable;

/** A REST interface as its file describes it, with the secrets from where the file says that they are. */
final class RestSettings {
    private static final Set<String> FORMATS = Set.of("json", "xml", "csv", "xlsx", "xls", "html");

    private final NodeHome home;
    private final String whose;
    private final ConnectionFile.Rest rest;

    private RestSettings(NodeHome home, String connection, ConnectionFile.Rest rest) {
        this.home = home;
        this.whose = "connection " + connection;
        this.rest = rest;
    }

    /** @throws WrongUseException if they contradict themselves or name what is not there */
    static PullSettings of(NodeHome home, String connection, ConnectionFile.Rest rest) {
        try {
            return new RestSettings(home, connection, rest).settings();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new WrongUseException("connection " + connection + ": " + e.getMessage(), e);
        }
    }

    private PullSettings settings() {
        return new PullSettings(
                rest.url(),
                rest.headers() == null ? Map.of() : rest.headers(),
                login(),
                items(),
                pointer(rest.id(), "id"),
                rest.paging() == null ? Paging.none() : paging(rest.paging()),
                Optional.ofNullable(rest.watermark()).map(RestSettings::watermark),
                limits());
    }

    private Optional<Items> items() {
        String format = or(rest.format(), "json");
        if (!FORMATS.contains(format)) {
            throw new IllegalArgumentException("format should be one of " + FORMATS + ", is '" + format + "'");
        }
        if (!format.equals("json")) {
            if (rest.items() != null || rest.ok() != null || rest.id() != null) {
                throw new IllegalArgumentException("'items', 'ok' and 'id' should stand with format json alone");
            }
            return Optional.empty();
        }
        return Optional.of(new Items(
                pointer(rest.items(), "items"),
                Optional.ofNullable(rest.ok())
                        .map(ok -> new Items.Ok(pointer(ok.at(), "ok: at").orElseThrow(), ok.is()))));
    }

    private PullSettings.Login login() {
        long ways = List.of(
                        Optional.ofNullable(rest.key()),
                        Optional.ofNullable(rest.basic()),
                        Optional.ofNullable(rest.oauth2()))
                .stream()
                .filter(Optional::isPresent)
                .count();
        if (ways > 1) {
            throw new IllegalArgumentException("at most one of 'key', 'basic' and 'oauth2' should be there");
        }
        Optional<OAuth> oauth = Optional.ofNullable(rest.oauth2()).map(this::oauth);
        if (rest.key() != null) {
            return new PullSettings.Login(key(rest.key()), oauth);
        }
        if (rest.basic() != null) {
            ConnectionFile.Basic basic = rest.basic();
            return new PullSettings.Login(
                    new Credentials.Basic(
                            basic.user(), secret(basic.passwordFile(), basic.passwordEnv(), "basic: password")),
                    oauth);
        }
        return new PullSettings.Login(new Credentials.None(), oauth);
    }

    private Credentials key(ConnectionFile.Key key) {
        Concealed secret = secret(key.file(), key.env(), "key: ");
        if (key.header() != null && key.query() == null) {
            return new Credentials.HeaderKey(key.header(), secret);
        }
        if (key.query() != null && key.header() == null) {
            return new Credentials.QueryKey(key.query(), secret);
        }
        throw new IllegalArgumentException("key should have either 'header' or 'query'");
    }

    private OAuth oauth(ConnectionFile.OAuth2 oauth) {
        String send = or(oauth.send(), "header");
        if (!Set.of("header", "body").contains(send)) {
            throw new IllegalArgumentException("oauth2: send should be header or body, is '" + send + "'");
        }
        return new OAuth(
                URI.create(oauth.tokenUrl()),
                oauth.clientId(),
                secret(oauth.secretFile(), oauth.secretEnv(), "oauth2: secret"),
                Optional.ofNullable(oauth.scope()),
                send.equals("body"));
    }

    private Concealed secret(@Nullable String file, @Nullable String env, String what) {
        if ((file == null) == (env == null)) {
            throw new IllegalArgumentException(
                    what + " should be named by either a file in the home (…file) or a variable (…env)");
        }
        return new Concealed(Secret.of(home, file, env, whose));
    }

    private static Paging paging(ConnectionFile.Paging paging) {
        Paging.By by =
                switch (paging.by()) {
                    case "page" -> Paging.By.PAGE;
                    case "offset" -> Paging.By.OFFSET;
                    case "cursor" -> Paging.By.CURSOR;
                    case "link" -> Paging.By.LINK;
                    default ->
                        throw new IllegalArgumentException(
                                "paging: by should be page, offset, cursor or link, is '" + paging.by() + "'");
                };
        String last = or(paging.last(), "empty");
        if (!Set.of("empty", "short").contains(last)) {
            throw new IllegalArgumentException("paging: last should be empty or short, is '" + last + "'");
        }
        return new Paging(
                by,
                or(paging.first(), by == Paging.By.PAGE ? 1 : 0),
                or(paging.size(), 100),
                pointer(paging.cursor(), "paging: cursor"),
                or(paging.overlap(), 10),
                or(paging.check(), true),
                last.equals("short"));
    }

    private static Watermark watermark(ConnectionFile.Watermark watermark) {
        Mark.Unit unit =
                switch (or(watermark.as(), "number")) {
                    case "number" -> Mark.Unit.NUMBER;
                    case "seconds" -> Mark.Unit.SECONDS;
                    case "millis" -> Mark.Unit.MILLIS;
                    default ->
                        throw new IllegalArgumentException(
                                "watermark: as should be number, seconds or millis, is '" + watermark.as() + "'");
                };
        return new Watermark(
                pointer(watermark.field(), "watermark: field").orElseThrow(),
                unit,
                watermark.zone() == null ? LocalDesk.CHINA : ZoneId.of(watermark.zone()),
                duration(watermark.overlap(), Watermark.USUAL_OVERLAP, "watermark: overlap"),
                or(watermark.ascending(), false),
                Optional.ofNullable(watermark.first()));
    }

    private PullSettings.Limits limits() {
        return new PullSettings.Limits(
                rest.rate() == null ? Duration.ZERO : PullSettings.Limits.distance(rest.rate()),
                duration(rest.connectTimeout(), Duration.ofSeconds(10), "connect-timeout"),
                duration(rest.timeout(), Duration.ofSeconds(60), "timeout"),
                or(rest.mostBytes(), PullSettings.Limits.USUAL_BYTES),
                rest.retry() == null ? Retry.USUAL : retry(rest.retry()),
                or(rest.insecure(), false),
                Optional.ofNullable(rest.trustFile()).map(this::file));
    }

    private Path file(String name) {
        return home.path().resolve(name);
    }

    private static Retry retry(ConnectionFile.Retry retry) {
        return new Retry(
                or(retry.attempts(), Retry.USUAL.attempts()),
                or(retry.repeats(), Retry.USUAL.repeats()),
                duration(retry.first(), Retry.USUAL.first(), "retry: first"),
                duration(retry.most(), Retry.USUAL.most(), "retry: most"));
    }

    private static Duration duration(@Nullable String text, Duration usual, String what) {
        try {
            return text == null ? usual : Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(what + " should be a duration as PT10S or PT5M, is '" + text + "'", e);
        }
    }

    private static Optional<JsonPointer> pointer(@Nullable String text, String what) {
        try {
            return Optional.ofNullable(text).map(JsonPointer::compile);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + " should be a JSON pointer as /data/list, is '" + text + "'", e);
        }
    }

    private static <T> T or(@Nullable T value, T usual) {
        return value == null ? usual : value;
    }
}
