package org.jilian.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A mobile number of mainland China (手机号): eleven digits from 13 to 19. Its text form is masked. */
public record Phone(String value) {
    private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");
    private static final Pattern PREFIX = Pattern.compile("^(\\+|00)?86-?");

    static final Reason FORM = Reason.of(
            "phone.form",
            "手机号应为11位数字，以13至19开头",
            "a mobile number has eleven digits and begins with 13 to 19",
            "填写一个手机号；座机请留空",
            "enter one mobile number; leave the cell empty for a landline");
    static final Note NORMALISED =
            Note.of("phone.normalised", "去掉了国家代码或分隔符", "the country code or separators were taken off");

    public static Checked<Phone> check(String text) {
        Cleaned cleaned = Cleaned.identifier(text);
        String phone = cleaned.text();
        if (!MOBILE.matcher(phone).matches()) {
            phone = PREFIX.matcher(phone).replaceFirst("").replace("-", "");
        }
        if (!MOBILE.matcher(phone).matches()) {
            return Checked.invalid(FORM);
        }
        List<Note> notes = new ArrayList<>(cleaned.notes());
        if (!phone.equals(cleaned.text())) {
            notes.add(NORMALISED);
        }
        return Checked.valid(new Phone(phone), notes);
    }

    @Override
    public String toString() {
        return Masked.of(value);
    }
}
