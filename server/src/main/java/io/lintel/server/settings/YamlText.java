package io.lintel.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// Reads YAML 1.1, and thereby JSON, to a tree that knows its lines. Only the shape is read: no tag makes an
/// object, and what grows without bound (size, depth, aliases of aliases) is refused.
final class YamlText {

    static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int MOST_NODES = 100_000;
    private static final int DEEPEST = 50;
    private static final int LONGEST_KEY = 256;
    private static final Pattern ESCAPE = Pattern.compile("\\\\.");
    private static final Set<Tag> TEXTS = Set.of(Tag.STR, Tag.TIMESTAMP, Tag.MERGE);
    private static final Set<Tag> OTHER_SCALARS = Set.of(Tag.BOOL, Tag.INT, Tag.FLOAT);

    private final Mistakes mistakes;
    private int nodes;

    private YamlText(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /// The keys and values of a document.
    ///
    /// @param place of the whole document
    /// @throws InvalidSettings if there is no tree to be had; lesser mistakes are only collected
    static Node.Mapping read(byte[] bytes, Place place, Mistakes mistakes) {
        try {
            var root = compose(decode(bytes));
            return root == null ? Node.Mapping.empty(place) : new YamlText(mistakes).document(root, place);
        } catch (MarkedYAMLException broken) {
            // The problem alone: the exception's message quotes the line, and the line may hold a secret.
            var mark = broken.getProblemMark();
            mistakes.add(
                    mark == null ? place : place.atLine(mark.getLine() + 1),
                    "is not YAML: " + Place.printable(String.valueOf(broken.getProblem())));
        } catch (YAMLException broken) {
            var message =
                    String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
            mistakes.add(place, "is not YAML: " + Place.printable(message));
        } catch (CharacterCodingException broken) {
            mistakes.add(place, "is not text in UTF-8");
        } catch (Boundless refused) {
            mistakes.add(place, refused.getMessage());
        }
        throw new InvalidSettings(mistakes.all(), mistakes.warnings());
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        if (bytes.length > MOST_BYTES) {
            throw new Boundless("is longer than 4 MiB");
        }
        var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return text.stripLeading().startsWith("{") ? yaml(text) : text;
    }

    /// JSON may be indented with tabs, which its strings never hold, and write a slash as `\/`; YAML 1.1 knows
    /// neither.
    private static String yaml(String json) {
        return ESCAPE.matcher(json.replace('\t', ' '))
                .replaceAll(escape -> escape.group().equals("\\/") ? "/" : Matcher.quoteReplacement(escape.group()));
    }

    private static org.yaml.snakeyaml.nodes.@Nullable Node compose(String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(MOST_BYTES);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_NODES);
        return new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options).getSingleNode();
    }

    private Node.Mapping document(org.yaml.snakeyaml.nodes.Node root, Place place) {
        return switch (read(root, place, 0)) {
            case Node.Mapping mapping -> mapping;
            case Node.Nothing nothing -> Node.Mapping.empty(nothing.place());
            case Node.Scalar _, Node.Sequence _ -> throw new Boundless("must be keys and values such as issuer: …");
        };
    }

    private Node read(org.yaml.snakeyaml.nodes.Node node, Place place, int depth) {
        nodes++;
        if (nodes > MOST_NODES) {
            throw new Boundless("has more than " + MOST_NODES + " values, counting those that aliases repeat");
        }
        if (depth > DEEPEST) {
            throw new Boundless("is nested more than " + DEEPEST + " levels deep, or an alias contains itself");
        }
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar, place);
            case SequenceNode sequence -> sequence(sequence, place, depth);
            case MappingNode mapping -> mapping(mapping, place, depth);
            case AnchorNode anchor -> read(anchor.getRealNode(), place, depth);
            default -> throw new Boundless("has something that is neither a value nor a list nor keys");
        };
    }

    private Node scalar(ScalarNode scalar, Place place) {
        if (scalar.getTag().equals(Tag.NULL)) {
            return new Node.Nothing(place);
        }
        var isText = TEXTS.contains(scalar.getTag());
        if (!isText && !OTHER_SCALARS.contains(scalar.getTag())) {
            refuseTag(scalar, place);
        }
        return new Node.Scalar(place, scalar.getValue(), isText);
    }

    private Node sequence(SequenceNode sequence, Place place, int depth) {
        if (!sequence.getTag().equals(Tag.SEQ)) {
            refuseTag(sequence, place);
        }
        var items = new ArrayList<Node>();
        for (var item : sequence.getValue()) {
            items.add(read(item, place.item(items.size(), line(item)), depth + 1));
        }
        return new Node.Sequence(place, items);
    }

    private Node mapping(MappingNode mapping, Place place, int depth) {
        if (!mapping.getTag().equals(Tag.MAP)) {
            refuseTag(mapping, place);
        }
        var merged = new LinkedHashMap<String, Node>();
        var own = new LinkedHashMap<String, Node>();
        for (var entry : mapping.getValue()) {
            if (entry.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(entry, place, depth, merged);
                continue;
            }
            var key = key(entry, place);
            var value = read(entry.getValueNode(), place.key(key, line(entry.getKeyNode())), depth + 1);
            if (own.putIfAbsent(key, value) != null) {
                mistakes.add(value.place(), "is there twice");
            }
        }
        merged.putAll(own);
        return new Node.Mapping(place, merged);
    }

    /// Takes the entries of the mappings that `<<` names; the first to have a key wins.
    private void merge(NodeTuple entry, Place place, int depth, Map<String, Node> merged) {
        var value = read(entry.getValueNode(), place, depth + 1);
        for (var source : value instanceof Node.Sequence(Place _, List<Node> items) ? items : List.of(value)) {
            if (source instanceof Node.Mapping(Place _, Map<String, Node> entries)) {
                entries.forEach(merged::putIfAbsent);
            } else {
                mistakes.add(place.atLine(line(entry.getKeyNode())), "merges (<<) something that has no keys");
            }
        }
    }

    private String key(NodeTuple entry, Place place) {
        if (!(entry.getKeyNode() instanceof ScalarNode key) || key.getTag().equals(Tag.NULL)) {
            throw new Boundless("has a key that is not text, in line " + line(entry.getKeyNode())
                    + (place.path().isEmpty() ? "" : ", below " + place.path()));
        }
        if (key.getValue().length() > LONGEST_KEY) {
            throw new Boundless("has a key of more than " + LONGEST_KEY + " characters, in line " + line(key));
        }
        return key.getValue();
    }

    private void refuseTag(org.yaml.snakeyaml.nodes.Node node, Place place) {
        mistakes.add(
                place,
                "has a tag that means nothing here: "
                        + Place.printable(node.getTag().getValue()));
    }

    private static int line(org.yaml.snakeyaml.nodes.Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /// A document that is not read to its end.
    private static final class Boundless extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Boundless(String message) {
            super(message, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
