/**
 * Passwords that are tried first, in small letters without spaces and signs: keyboard walks, the heads of public lists of leaked passwords,
 * and what people of a campaign would think of. A trailing number makes none of them better.
 */
export const COMMONEST_PASSWORDS: ReadonlySet<string> = new Set(
	`
0123456789 0987654321 1234512345 1234567890 123456789a 123qwe123qwe 123qweasdzxc 1a2b3c4d5e 1q2w3e4r5t 1q2w3e4r5t6y
1qaz2wsx3edc 9876543210 a123456789 a1b2c3d4e5 a1b2c3d4e5f6 aa12345678 aa123456789 abc1234567 abcd123456 abcdefgh12
abcdefghij admin admin12345 admin123456 administrateur administrator alexandra alexandre aqwzsxedc aqwzsxedcrfv
arsenal123 asd123456789 asdf123456 asdfghjkl asdfghjkl1 asdfghjkl123 automne2025 automne2026 autumn2025 autumn2026
azerty1234 azerty12345 azerty123456 azertyuiop azertyuiopqsdfghjklm barcelona barcelona1 baseball baseball12
basketball batman1234 bienvenue bienvenue1 blink182 bonjour bonjour123 bonjour1234 camille123 campagne campagne2026
campaign campaign2026 canvassing caroline123 champion champions changeme changeme1 changeme12 changeme123 changemoi
charlie123 chelsea123 chocolat chocolat123 chouchou christophe computer computer12 computer123
correcthorsebatterystaple default1234 doudou dragon1234 dragonball dragonballz egalite election election2026
election2027 elections2027 ete2025 ete2026 football football12 football123 france1234 france12345 francefrance
fraternite fuckyou123 fuckyou1234 groundswell groundswell1 guest12345 hello12345 helloworld hiver2025 hiver2026
ihavenoidea iloveyou iloveyou12 iloveyou123 insoumis2027 internet internet12 internet123 jennifer jennifer12
jessica123 jetaime jetaime123 jetaimefort julien1234 juventus lepen2027 letmein letmein123 letmein1234 liberte
libertegalitefraternite liverpool liverpool1 login12345 loulou1234 macron2027 manchester manutd1234 marianne marseille
marseille13 master1234 melenchon2027 michelle michelle12 militant militante militants mlkjhgfdsq monkey1234
monmotdepasse motdepasse motdepasse1 motdepasse123 motherlode municipales municipales2026 mypassword nicolas123
nopassword nothing123 olympique opensesame organiser organizer paris12345 paris2024 parisparis passphrase passphrase1
passw0rd passw0rd1 password password1 password12 password123 password1234 password2024 password2025 password2026
passwort passwort1 poiuytreza pokemon123 pokemon1234 presidentielle presidentielle2027 princess princess12 princess123
princesse princesse1 printemps2026 psgparis75 q1w2e3r4t5 q1w2e3r4t5y6 qazwsxedc qazwsxedcrfv qsdfghjklm qwe123qwe123
qweasdzxc qweasdzxc123 qwer123456 qwerty1234 qwerty12345 qwerty123456 qwertyui qwertyuiop qwertyuiop123 qwertz1234
qwertzuiop realmadrid republique samsung123 samsung1234 sebastien secret1234 secret12345 sesame1234 shadow1234
socialiste soleil soleil1234 solidarite spiderman spiderman1 spring2025 spring2026 starwars starwars12 starwars123
stephanie summer2024 summer2025 summer2026 sunshine sunshine12 sunshine123 superman superman12 superman123 supersecret
temp123456 test123456 test1234567 test1234test testtest thisismypassword thomas1234 trustno1 trustno123 user123456
vivelafrance volunteer volunteers welcome welcome1 welcome12 welcome123 welcome1234 whatever whatever12 winter2024
winter2025 winter2026 wxcvbn1234 zaq12wsx zaq1zaq1 zxcvbnm123 zxcvbnm1234`
		.trim()
		.split(/\s+/),
);
