/** Passwords that every guessing list starts with and that the other rules would let through; lower case. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2 q1w2e3r4 q1w2e3r4t5 qazwsxedc zaq12wsx zaq1zaq1 qwer1234 qwerty12
  qwerty123 qwerty1234 qwertyui qwertyuiop qwertzui qwertzuiop azertyuiop asdf1234 asdfasdf asdfghjk asdfghjkl
  zxcvbnm1 zxcvbnm123 abcd1234 abc12345 abcdefg1 abcdefgh aa123456 a1234567 a12345678 a123456789 123456789a
  12345678a 1234qwer 123qweasd 123abc123 password passw0rd p@ssw0rd p@ssword pa55word password1 password12
  password123 password1234 password! passwort passwort1 passwort123 motdepasse contraseña changeme changeme1
  changeme123 letmein1 letmein123 welcome1 welcome12 welcome123 iloveyou iloveyou1 iloveyou2 trustno1 superman
  superman1 batman123 spiderman starwars pokemon1 pokemon123 dragon123 monkey123 shadow123 master123 michael1
  jennifer jessica1 charlie1 princess princess1 sunshine sunshine1 football football1 baseball baseball1
  basketball liverpool liverpool1 chelsea1 arsenal1 barcelona whatever whatever1 computer computer1 internet
  internet1 samsung1 freedom1 chocolate butterfly elephant mercedes corvette midnight november december
  september summer2024 summer2025 winter2024 winter2025 spring2025 autumn2025 test1234 testtest testing123
  user1234 admin123 admin1234 adminadmin administrator root1234 default1 secret123 access14 hello123 hello1234
  blink182 jordan23 matrix123 naruto123 minecraft fortnite google123 facebook facebook1 linkedin linkedin1`.split(
    /\s+/,
  ),
);
