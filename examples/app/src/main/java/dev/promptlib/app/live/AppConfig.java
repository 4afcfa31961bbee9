package dev.promptlib.app.live;

/** What may change while the application runs. Absent keys take their default. */
public record AppConfig(String title, String banner, Integer pageSize, Boolean readOnly) {
    public static final AppConfig DEFAULT = new AppConfig(null, null, null, null);

    public AppConfig {
        title = title == null ? "Prompt library" : title;
        banner = banner == null ? "" : banner;
        pageSize = pageSize == null ? 20 : pageSize;
        readOnly = readOnly != null && readOnly;
        if (title.isBlank() || title.length() > 200) {
            throw new IllegalArgumentException("title must have 1 to 200 characters");
        }
        if (banner.length() > 2000) {
            throw new IllegalArgumentException("banner must have at most 2000 characters");
        }
        if (pageSize < 1 || pageSize > 200) {
            throw new IllegalArgumentException("pageSize must be from 1 to 200");
        }
    }
}
