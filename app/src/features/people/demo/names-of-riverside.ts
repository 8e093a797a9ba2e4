/**
 * Names as families of Riverside might carry them. Each list runs from names their grandparents had to those their children
 * have, roughly; whoever is drawn from them is invented. `language`: spoken at home (BCP 47).
 */
export type NameGroup = { language: string; female: readonly string[]; male: readonly string[]; family: readonly string[] };

const group = (language: string, female: string, male: string, family: string): NameGroup => ({
	...{ language, female: female.split(' '), male: male.split(' ') },
	// A family name may be of several words: an underscore keeps them together.
	family: family.split(' ').map((name) => name.replaceAll('_', ' ')),
});

export const NAME_GROUPS: Readonly<Record<string, NameGroup>> = {
	english: group(
		'en',
		'Edith Mabel Doris Hilda Joan Margaret Dorothy Sheila Maureen Jean Barbara Patricia Christine Janet Susan Linda Gillian Carol Jacqueline Karen Alison Deborah Tracey Helen Joanne Nicola Claire Rachel Emma Rebecca Laura Gemma Hannah Charlotte Lucy Megan Chloe Ellie Freya Poppy',
		'Cyril Stanley Harold Wilfred Arthur Ronald Kenneth Gordon Dennis Brian Derek Roger Alan Keith Graham Malcolm Stephen Ian Nigel Kevin Gary Andrew Paul Neil Simon Stuart Mark Craig Matthew Daniel James Christopher Adam Ryan Jack Callum Oliver Harry Alfie Noah',
		'Ashdown Barlow Bexley Birchall Blackwood Bramwell Brook Calder Carrick Chadwick Coldwell Copley Croft Dalton Denham Eastwood Elmore Fairfax Fenwick Fielding Garside Goodall Greaves Hadley Hargreave Hartley Haywood Hollins Ingham Jessop Kendrick Kirkby Langley Lockwood Marsden Mayhew Medlock Newsome Oakes Ogden Parrish Pemberton Pickering Quinton Radcliffe Ramsden Rowntree Sedgwick Shipley Stanhope Sutcliffe Tattersall Thackray Thornton Underhill Wadsworth Wainwright Whitaker Wilcox Yardley',
	),
	french: group(
		'fr',
		'Germaine Yvonne Marcelle Simone Paulette Odette Jeannine Monique Jacqueline Colette Nicole Françoise Danielle Michèle Chantal Martine Brigitte Sylvie Catherine Véronique Nathalie Isabelle Valérie Corinne Sandrine Stéphanie Céline Virginie Aurélie Émilie Élodie Julie Mélanie Marine Pauline Camille Manon Léa Chloé Jade',
		'Marcel Lucien Raymond Roger Maurice Henri Robert Georges André Claude Jacques Michel Bernard Gérard Alain Daniel Jean-Pierre Patrick Philippe Didier Thierry Pascal Bruno Éric Laurent Christophe Stéphane Olivier Frédéric Sébastien Nicolas Julien Guillaume Romain Maxime Thomas Hugo Lucas Enzo Gabriel',
		'Aubrac Bailleul Barbotin Beaumier Bellanger Berthelot Bonnafous Bouvard Brémond Cadiou Carpentier Castaing Chauvet Clavière Colin Corbin Coste Delaunay Delmas Desrosiers Dufresne Escoffier Fauchet Ferrand Fontenay Gaillard Garnier Gauvin Grandjean Guérin Guillou Hamelin Hébrard Jacquemin Joubert Kervella Lacombe Lagarde Lambert Le_Bihan Le_Guen Lemoine Maillard Marchand Mercadier Montel Morvan Noiret Pellerin Perrin Pichon Poirier Quéméneur Rabier Renaudin Roussel Sauvage Tessier Vasseur Vidalenc',
	),
	arabic: group(
		'ar',
		'Zohra Fatma Aïcha Khadija Yamina Halima Malika Zineb Latifa Saïda Naïma Farida Nadia Samira Karima Leïla Souad Rachida Amina Hayat Nawal Siham Hanane Asma Imane Sanaa Meryem Houda Ikram Salma Rania Yasmine Inès Lina Nour Aya',
		'Ahmed Mohamed Abdelkader Lakhdar Brahim Ali Hassan Omar Mustapha Driss Rachid Abdelaziz Noureddine Farid Kamel Khalid Hamid Jamal Karim Nabil Samir Tarik Mourad Hicham Younes Sofiane Bilal Reda Walid Anis Ayoub Ilyes Amine Mehdi Rayan Adam',
		'Abidi Achour Amrani Ayadi Azzouzi Bakkali Belhaj Belkacem Benali Benamar Benchekroun Benhaddou Berrada Boukhari Boussaïd Bouzid Chafik Cherkaoui Daoudi Djebbar El_Amrani El_Fassi El_Idrissi Ferhat Ghazali Guerfi Haddad Hakimi Hamdani Jaziri Kaddour Kettani Lahlou Lamrani Larbi Mansouri Meziane Mokrani Nasri Ouali Rahmani Saadi Saïdi Sebti Slimani Tahiri Tazi Touati Zeroual Ziani',
	),
	turkish: group(
		'tr',
		'Hatice Fatma Emine Ayşe Zeynep Hanife Sultan Gülsüm Nuriye Meryem Songül Sevgi Aysel Gülay Nurcan Filiz Sevim Hülya Dilek Yasemin Serpil Özlem Aslı Derya Esra Elif Büşra Merve Selin Ebru Ceren Defne Ecrin Nehir',
		'Mehmet Mustafa Hasan Hüseyin İbrahim İsmail Osman Halil Süleyman Ramazan Kemal Orhan Yusuf Cemal Metin Erol Cengiz Hakan Murat Serkan Tuncay Levent Volkan Uğur Emre Onur Burak Kaan Cem Eren Mert Deniz Kerem Efe',
		'Acar Aksoy Aktaş Akyol Altun Aslan Aydemir Bayrak Bozkurt Bulut Çakır Çelik Çetin Coşkun Demirel Doğan Durmaz Ekinci Erdem Ergün Güler Güneş Gürbüz Işık Kaplan Karaca Keskin Kılıç Koç Korkmaz Kurt Özdemir Özkan Öztürk Polat Şahin Şimşek Taş Tekin Toprak Tunç Uçar Uysal Yalçın Yavuz Yıldız',
	),
	portuguese: group(
		'pt',
		'Amélia Conceição Maria Deolinda Lurdes Rosa Fernanda Graça Celeste Natália Teresa Isabel Helena Manuela Cristina Paula Anabela Carla Sónia Patrícia Susana Mónica Vera Cláudia Rita Joana Filipa Catarina Inês Mariana Beatriz Carolina Leonor Matilde',
		'Manuel Joaquim António José Armando Américo Fernando Alberto Carlos Domingos Jorge Luís Vítor Paulo Rui Mário Pedro João Nuno Ricardo Hélder Sérgio Bruno Hugo Tiago Filipe André Diogo Fábio Gonçalo Miguel Rodrigo Duarte Tomás',
		'Abrantes Almeida Andrade Antunes Azevedo Barbosa Bastos Brito Cabral Cardoso Carvalho Coelho Correia Couto Cunha Dias Esteves Faria Fonseca Freitas Gaspar Gomes Gouveia Guerreiro Leal Lobo Machado Magalhães Marques Matos Meireles Mendes Moreira Mota Neves Nogueira Nunes Pacheco Pinheiro Quintela Ramos Rebelo Ribeiro Rocha Sá Salgueiro Sampaio Seabra Soares Tavares Teixeira Valente Vaz Vieira',
	),
	polish: group(
		'pl',
		'Stanisława Helena Janina Zofia Jadwiga Krystyna Danuta Halina Barbara Teresa Elżbieta Grażyna Bożena Małgorzata Ewa Jolanta Renata Beata Iwona Dorota Agnieszka Katarzyna Monika Joanna Magdalena Anna Aleksandra Natalia Paulina Karolina Zuzanna Maja',
		'Stanisław Józef Władysław Kazimierz Tadeusz Zbigniew Henryk Ryszard Jerzy Andrzej Krzysztof Leszek Janusz Marek Grzegorz Dariusz Piotr Wojciech Tomasz Robert Paweł Marcin Michał Łukasz Kamil Mateusz Dawid Jakub Bartosz Szymon Kacper Filip',
		'Adamczyk Banaś Baran Bielak Borek Chmiel Cieślak Czajka Dudek Gajda Głowacz Górka Grabiec Jarosz Jasik Kaczmarek Kania Kasprzak Kmiecik Kołodziej Kopeć Kosiba Kowal Krupa Krzak Kubiak Lis Łuczak Madej Majcher Marciniak Matuszak Mazurek Mika Nowicki Olejnik Pająk Pawlak Pietrzak Rogala Sikora Skiba Sobczak Stachura Szewczyk Urban Walczak Wilk Wójcik Wrona Zając Ziółko',
	),
	vietnamese: group(
		'vi',
		'Hoa Lan Cúc Mai Hồng Nga Tuyết Loan Phượng Hương Liên Thanh Thu Hà Bích Dung Hạnh Kim Ngọc Oanh Trang Thảo Yến Vân Linh Diệp Quỳnh My Nhung Trâm Vy Anh',
		'Bình Hùng Dũng Long Minh Sơn Thành Tuấn Quang Hải Phong Việt Cường Đức Hiếu Khánh Lâm Nam Phúc Quân Tâm Thắng Trung Tú Vinh Kiên Huy Khoa Bảo Khôi An Nhật',
		'Bùi Cao Châu Chu Đặng Đào Đinh Đỗ Đoàn Dương Hà Hồ Hoàng Huỳnh Khúc La Lâm Lê Lương Lưu Lý Mạc Mai Ngô Nguyễn Ninh Nghiêm Phạm Phan Phùng Quách Quản Tạ Tăng Thái Tô Tôn Trần Triệu Trịnh Trương Từ Văn Viên Võ Vũ Vương',
	),
	malian: group(
		'bm',
		'Sira Nana Kadiatou Fatoumata Aminata Mariam Oumou Djénéba Rokia Assa Bintou Hawa Coumba Salimata Ramata Tenin Nassira Fanta Diarra Adama Maïmouna Astan Safiatou Niélé Awa Korotoumou Lala Sokona Ténimba Mah Inna Nènè',
		'Mamadou Bakary Moussa Amadou Seydou Oumar Ibrahima Boubacar Cheick Drissa Souleymane Adama Modibo Abdoulaye Lassana Sékou Siaka Tiémoko Yacouba Issa Daouda Samba Demba Fousseyni Lamine Madou Hamidou Bréhima Kalilou Mahamadou Birama Nouhoum',
		'Bagayoko Bah Ballo Bamba Berthé Camara Cissé Coulibaly Dabo Dembélé Diabaté Diakité Diallo Diarra Dicko Doumbia Doucouré Fofana Gakou Goïta Guindo Kanouté Kassogué Keïta Konaté Koné Kouyaté Maïga Mariko Niangadou Niaré Ongoïba Samaké Sangaré Sanogo Sidibé Sissoko Soumaré Sow Sylla Tangara Togola Tounkara Touré Traoré Yattara',
	),
	tamil: group(
		'ta',
		'Saraswathi Parvathi Lakshmi Kamala Pushpam Rajeswari Vasantha Selvi Malar Shanthi Chitra Geetha Jeyanthi Kala Latha Meena Nirmala Padma Revathi Sumathi Uma Vani Anitha Bhavani Deepa Kavitha Priya Sangeetha Tharshini Abirami Nila Yazhini',
		'Arumugam Murugan Ponnambalam Sivalingam Rajaratnam Kandiah Selvaraj Ganesan Balakrishnan Chandran Jeyakumar Kumar Mahendran Nadarajah Prabhakar Ravi Sathish Suresh Thiru Vijay Anand Dinesh Gopal Karthik Mohan Naveen Pradeep Senthil Arun Kavin Ilango Yathavan',
		'Alagaratnam Ambalavanar Anandarajah Arulanandam Arunasalam Balasingam Chelliah Elangovan Gnanasekaram Ilankovan Jeganathan Jeyaratnam Kanagaratnam Kanapathy Kathirgamu Kumarasamy Logeswaran Mahalingam Manickam Mylvaganam Nagalingam Nallathamby Navaratnam Paramanathan Pathmanathan Ponniah Rajakulasingam Ramanathan Sabaratnam Sanmugam Sellathurai Sivapalan Sinnathurai Somasundaram Srikantha Thambiah Thangarajah Thavarajah Vadivelu Vallipuram Veerasingam Yogarajah',
	),
	chinese: group(
		'zh',
		'Xiuying Guiying Yulan Shufen Lanying Fengying Yuzhen Guilan Lihua Meiling Xiaohong Yan Li Fang Jing Min Ying Hui Juan Xia Ping Lin Yun Qian Xue Yue Jiayi Ting Mengyao Wenjing Ruoxi Yutong',
		'Jianguo Guoqiang Zhiming Wenbin Haitao Jianhua Weiming Guohua Zhigang Yong Jun Qiang Wei Lei Bin Hao Gang Peng Tao Kai Bo Chao Ming Feng Yang Long Jie Xin Zihan Haoran Junjie Yichen',
		'Bai Cai Cao Chang Chen Cheng Cui Deng Ding Dong Du Fan Fang Feng Fu Gao Guo Han He Hou Hu Jia Jiang Jin Kong Lei Liang Liao Lin Long Lu Luo Ma Mao Meng Pan Peng Qian Qin Ren Shao Shen Shi Song Sun Tan Tang Tao Tian Wei Wu Xia Xiao Xie Xiong Xu Xue Yan Yao Ye Yin Yuan Zeng Zhong Zhou Zhu Zou',
	),
	greek: group(
		'el',
		'Vasiliki Georgia Eleni Despina Stavroula Anastasia Evangelia Fotini Ioanna Katerina Sofia Dimitra Angeliki Paraskevi Panagiota Chrysoula Eirini Theodora Athina Aspasia Kalliopi Marina Zoi Danai Nefeli Ariadni',
		'Athanasios Panagiotis Spyridon Konstantinos Dimitrios Georgios Ioannis Nikolaos Christos Vasilios Michail Evangelos Apostolos Theodoros Stavros Petros Antonis Manolis Stelios Giorgos Yannis Thanasis Lefteris Orestis Iason Alexis',
		'Alexiou Andreou Antoniou Apostolou Asimakis Christou Dimou Economou Fotiou Galanis Georgiou Giannakis Iliou Ioannou Kalogirou Karras Katsaros Kokkinos Konstantinou Kyriakou Lazarou Makris Manousakis Markou Michailidis Nikolaou Panou Pappas Petrou Rallis Samaras Sotiriou Stamatis Stavrou Theodorou Vlachos Xenakis Zervas',
	),
	slavic: group(
		'uk',
		'Halyna Lidiia Nina Raisa Valentyna Nadiia Liudmyla Tamara Vira Svitlana Larysa Olha Tetiana Iryna Nataliia Oksana Olena Yuliia Inna Viktoriia Mariia Khrystyna Daryna Sofiia Zlata Solomiia',
		'Petro Vasyl Mykola Hryhorii Anatolii Leonid Viktor Borys Stepan Oleksandr Volodymyr Serhii Yurii Ihor Oleh Andrii Ruslan Vitalii Taras Roman Maksym Denys Bohdan Artem Danylo Nazar',
		'Bilyk Bodnar Bondarenko Boiko Demchenko Didenko Fedorenko Havrylenko Honchar Hrytsenko Ivanchenko Kharchenko Klymenko Kovalenko Kravets Kryvenko Kuzmenko Kushnir Lysenko Lytvyn Marchenko Melnyk Mykhailenko Moroz Nazarenko Oliinyk Onyshchenko Panchenko Petrenko Polishchuk Prokopenko Romanenko Rudenko Savchenko Serhiienko Shevchuk Stetsenko Sydorenko Tkachuk Tymoshchuk Vlasenko Vovk Yurchenko Zakharchenko',
	),
};
