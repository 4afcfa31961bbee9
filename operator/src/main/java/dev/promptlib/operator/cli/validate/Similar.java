package dev.promptlib.operator.cli.validate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Guesses which of the known words was meant. */
final class Similar {
    private Similar() {}

    /** The word that differs least, if it differs in a third of its letters at most, or only in their order. */
    static Optional<String> to(String word, Set<?> known) {
        return known.stream()
                .map(String::valueOf)
                .filter(each -> distance(word, each) <= Math.max(1, each.length() / 3) || sameLetters(word, each))
                .min(Comparator.comparingInt(each -> distance(word, each)));
    }

    private static boolean sameLetters(String one, String other) {
        return Arrays.equals(
                one.chars().sorted().toArray(), other.chars().sorted().toArray());
    }

    /** How many letters have to be put in, taken out or changed; upper and lower case are one. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                boolean same = Character.toLowerCase(from.charAt(i - 1)) == Character.toLowerCase(to.charAt(j - 1));
                int changed = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
